"""What a learner does and keeps: questions with feedback, answers in an own file."""
