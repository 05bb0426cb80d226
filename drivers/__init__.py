"""Devices: for each a role, its bytes, a model and a simulator that is the other end of its wire."""
