"""What may stand on a screen or a slip of a person: enough to recognise oneself, too little for who looks on."""


def masked_name(name: str) -> str:
    """张*三, 王*, 欧**兰; of a foreign name the first letter of each word: T*** P*****."""
    words = name.split()
    if len(words) > 1 or (name.isascii() and name):
        return " ".join(word[0] + "*" * max(len(word) - 1, 1) for word in words)
    if len(name) < 2:
        return "*"
    if len(name) == 2:
        return name[0] + "*"
    return name[0] + "*" * (len(name) - 2) + name[-1]


def masked_number(number: str) -> str:
    """The first four and the last four characters, e.g. 4499**********712X."""
    if len(number) <= 8:
        return number[:1] + "*" * (len(number) - 1)
    return number[:4] + "*" * (len(number) - 8) + number[-4:]
