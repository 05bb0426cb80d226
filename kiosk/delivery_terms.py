"""What each way of getting a result costs, and how long it takes: config/delivery.toml."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

import config
from config.toml_file import Block, checked
from kiosk.platform.express_values import Payment, Service

Fen = Annotated[int, Field(ge=0, le=100_000)]


class ServiceTerms(Block):
    """One service of the post."""

    id: Service
    fee_fen: Fen
    working_days: Annotated[int, Field(ge=0, le=60, description="Until it arrives.")]


class PostTerms(Block):
    """Who pays the post."""

    payment: Literal["now", "on-delivery", "free"]
    free_items: tuple[str, ...] = ()
    now_items: tuple[str, ...] = ()


class WindowTerms(Block):
    """Of the counter that gives out results."""

    working_days: Annotated[int, Field(ge=0, le=60, description="After the item's own promise.")]


class DeliveryTerms(Block):
    """The file config/delivery.toml."""

    services: Annotated[tuple[ServiceTerms, ...], Field(min_length=1, max_length=2)]
    post: PostTerms
    window: WindowTerms

    def service(self, service: str) -> ServiceTerms | None:
        """The terms of a service of the post; None for one that is not offered."""
        return next((one for one in self.services if one.id == service), None)

    def fee_of(self, service: ServiceTerms, item: str) -> int:
        """What the person pays for it, in fen."""
        return 0 if self.is_free(item) else service.fee_fen

    def payment_of(self, item: str) -> Payment:
        """Who pays it when, as an order of the post says it."""
        if self.is_free(item):
            return "free"
        return "paid" if self.post.payment == "now" or item in self.post.now_items else "on-delivery"

    def is_free(self, item: str) -> bool:
        """Whether the office pays for what an item sends."""
        return self.post.payment == "free" or item in self.post.free_items


def load_delivery_terms(path: Path | None = None) -> DeliveryTerms:
    """Read it.

    Raises:
        SettingsError: naming file, line, key and cure.
    """
    return checked(DeliveryTerms, path or Path(config.__file__).parent / "delivery.toml")


@cache
def delivery_terms() -> DeliveryTerms:
    """Those of this installation, read once."""
    return load_delivery_terms()
