"""Lesson 5: who ordered what, on which ground, and how does it end?"""
