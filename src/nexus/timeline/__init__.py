"""Lesson 4: what happened, and when could they know?"""
