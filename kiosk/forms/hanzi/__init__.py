"""Chinese characters without a keyboard that learns: from pinyin letters and from strokes on the glass.

Nothing is kept here: the same letters always give the same candidates, whoever asks.
"""
