"""Forms as data, and how an answer comes about on the glass: keys, pickers, characters."""
