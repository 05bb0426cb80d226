"""Everything a terminal is told: settings, catalogue, texts, trust."""
