"""The devices of one terminal: built, asked at rest, watched, tested, remembered."""
