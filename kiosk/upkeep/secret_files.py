"""The secrets of a terminal: files of their own, of the core's user alone; checked where they lie."""

from config.settings import Settings
from config.toml_file import SettingsError
from kiosk.platform import trust
from kiosk.platform.terminal_key import read_private


def check_secrets(settings: Settings) -> None:
    """Hold every secret's file against the rights it must have, and the trust that goes with them.

    Raises:
        SettingsError: one is missing, is open to others, or the trust is not what the file says.
    """
    private = {"platform.paas_token_file": settings.platform.paas_token_file}
    if settings.platform.key_file.exists():
        private["platform.key_file"] = settings.platform.key_file
    if settings.staff is not None:
        private["staff.accounts_file"] = settings.staff.accounts_file
    for key, file in private.items():
        try:
            read_private(file)
        except SettingsError as error:
            raise SettingsError(f"'{key}' {error}") from error
    believed = trust.load(settings.platform.trust)
    trust.refuse_demo(believed, is_demo=settings.is_demo)
