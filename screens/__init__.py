"""What the resident sees and touches; shows the View, sends taps, decides nothing."""
