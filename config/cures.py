"""What is wrong with a value in a file, in our words: one line with file, line, key and cure."""

import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

CURES = {
    "extra_forbidden": "unknown setting: remove it or correct its name",
    "missing": "is missing: add it",
    "string_type": "must be text: put it into quotation marks",
    "string_too_short": "must not be empty",
    "string_too_long": "must have at most {max_length} characters",
    "string_pattern_mismatch": "must have the form {pattern}",
    "path_type": "must be a path: text in quotation marks",
    "int_type": "must be a whole number, without quotation marks",
    "int_parsing": "must be a whole number, without quotation marks",
    "int_parsing_size": "must be a whole number, and not so large a one",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number, without quotation marks",
    "float_parsing": "must be a number, without quotation marks",
    "finite_number": "must be a number, not nan or inf",
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be {ge} or more",
    "less_than": "must be less than {lt}",
    "less_than_equal": "must be {le} or less",
    "bool_type": "must be true or false, without quotation marks",
    "bool_parsing": "must be true or false, without quotation marks",
    "tuple_type": "must be a list: put square brackets around it",
    "too_short": "must have at least {min_length} entries",
    "dict_type": "must be a table of names and values",
    "model_type": "must be a table: its name in square brackets on a line of its own",
    "literal_error": "must be one of {expected}",
}
"""By pydantic's name of a mistake; in braces what its context holds. Any other has pydantic's own words."""
_HEADER = re.compile(r"\s*(\[\[?)([^\[\]]+)\]")
_WRITTEN = re.compile(r"\s*([\w\"'.-]+)\s*=")


def first_mistake(error: ValidationError, path: Path, text: str) -> str:
    """The first mistake of a file.

    Args:
        error: what pydantic says of the file's table. A custom error names its key in `key` of its context.
        path: the file.
        text: its content.
    """
    keys, cure = worst(error)
    return f"{path}:{line_of(text, keys)}: '{'.'.join(keys)}' {cure}"


def worst(error: ValidationError) -> tuple[list[str], str]:
    """The key of the first mistake, part by part, and its cure."""
    problems = error.errors(include_url=False, include_input=False)
    # A misspelt name is both unknown and missing: the unknown one is what was written.
    problem = next((one for one in problems if one["type"] == "extra_forbidden"), problems[0])
    context = problem.get("ctx", {})
    keys = str(context["key"]).split(".") if "key" in context else [str(part) for part in problem["loc"]]
    return keys, _cure(problem)


def _cure(problem: ErrorDetails) -> str:
    cure = CURES.get(problem["type"])
    if cure is None:
        return problem["msg"].removeprefix("Value error, ")
    return cure.format_map(problem.get("ctx", {}))


def line_of(text: str, keys: list[str]) -> int:
    """The line where the innermost part of the key that is written anywhere stands; 1 when none is."""
    line, known = 1, 0
    for number, path in _written(text):
        if known < len(path) <= len(keys) and path == keys[: len(path)]:
            line, known = number, len(path)
    return line


def _written(text: str) -> Iterator[tuple[int, list[str]]]:
    """Every line with a table's head or a key, and the whole path of it; tables of a list are counted from 0."""
    table: list[str] = []
    counts: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if head := _HEADER.match(line):
            table = _parts(head[2])
            if head[1] == "[[":
                counts[head[2]] = counts.get(head[2], -1) + 1
                table.append(str(counts[head[2]]))
            yield number, table
        elif key := _WRITTEN.match(line):
            yield number, [*table, *_parts(key[1])]


def _parts(name: str) -> list[str]:
    return [part.strip().strip("\"'") for part in name.split(".")]
