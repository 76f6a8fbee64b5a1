"""Lessons for readers who run nothing."""
