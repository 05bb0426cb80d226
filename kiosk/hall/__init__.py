"""A terminal and everything it stands among, on one machine: for the demo, scripted visits and tests."""
