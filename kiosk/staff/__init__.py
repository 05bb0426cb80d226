"""The staff's way in and their screens: beside the visits, on a worker of their own; every right is checked here."""
