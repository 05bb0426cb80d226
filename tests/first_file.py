"""A terminal's first file, as the installation leaves it: in force, with nothing to go back to. It is not checked."""

from kiosk.upkeep.install import Root
from kiosk.upkeep.pieces import FILE


def lay_file(root: Root, content: bytes, revision: str) -> None:
    """Of that content and under that name."""
    root.files.base.mkdir(parents=True, exist_ok=True)
    with root.files.filling(revision) as folder:
        (folder / FILE).write_bytes(content)
        (folder / FILE).chmod(0o644)
    root.files.install_first(revision)
