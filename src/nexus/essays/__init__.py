"""Lessons 01 to 03: kinds of claims, what rests on what, and the five mechanisms."""
