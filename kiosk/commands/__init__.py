"""What staff and engineers ask on the command line."""
