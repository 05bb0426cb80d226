"""What is said, in which voice, and when it stops."""
