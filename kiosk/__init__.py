"""The core of the terminal: events come in by one door, the visit moves, effects go out."""
