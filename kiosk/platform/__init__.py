"""The provincial platform as this terminal knows it: the line, the questions, whom it believes."""
