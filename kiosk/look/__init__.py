"""What the screens may see of a session: words chosen, values masked."""
