"""A text of a data file in the three languages of the screens."""

from typing import Annotated

from pydantic import Field

from config.toml_file import Block


class Wording(Block):
    """The same text three times; none may be missing."""

    zh_hans: Annotated[str, Field(alias="zh-Hans", min_length=1, max_length=200)]
    zh_hant: Annotated[str, Field(alias="zh-Hant", min_length=1, max_length=200)]
    en: Annotated[str, Field(min_length=1, max_length=400)]

    def of(self, language: str) -> str:
        """The text in a language of kiosk.view.Language."""
        return {"zh-Hans": self.zh_hans, "zh-Hant": self.zh_hant, "en": self.en}[language]
