"""What lies over a visit, begins it and ends it: home, pages over it, the veil, the wipe."""
