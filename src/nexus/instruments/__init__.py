"""Lesson 5: instruments, measures and exits; the lists that officials publish."""
