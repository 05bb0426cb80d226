"""Carries out what a visit asks of the world, each on the worker of its device."""
