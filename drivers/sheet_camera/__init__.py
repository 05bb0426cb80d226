"""The camera above the tray of numbered sheets: role. It sees the number on the top one, nothing else."""

from typing import Protocol


class SheetCamera(Protocol):
    """What any camera above a tray can do."""

    def picture(self) -> bytes:
        """The field with the number, as JPEG, taken now.

        Raises:
            DeviceError: ABSENT, GARBLED, GONE, TIMED_OUT or BROKEN.
        """

    def check(self) -> str:
        """Whether it takes pictures.

        Raises:
            DeviceError: as `picture`.
        """
