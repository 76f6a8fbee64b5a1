"""Lesson 6: lenses, and how each reads the same claim, event, instrument or proposal."""
