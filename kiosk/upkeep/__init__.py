"""What keeps a terminal's software and its file: installed, changed, updated, brought back, accepted."""
