"""People who do not exist, moving: for tests, for the bench, and for the camera of a demo."""
