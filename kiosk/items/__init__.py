"""What a resident can choose: items, profiles, places, hours and search, all read from data."""
