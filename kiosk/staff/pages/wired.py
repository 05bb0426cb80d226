"""有线网络, on the page of the network: automatic or fixed, old and new side by side.

What is taken is a table of the terminal's file: checked, tried between two visits, left when the platform does not
answer by it. Digits are all that is typed here, so an address of IPv6 is written into the file by hand.
"""

import json
import re
from dataclasses import asdict, dataclass, replace
from ipaddress import ip_interface
from typing import Self

from pydantic import ValidationError

from config.cures import worst
from config.network_settings import INTERFACE, NetworkSettings
from config.toml_edit import Plain
from config.toml_file import SettingsError
from drivers.machine.network_state import wired_interfaces
from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done, Look, Where
from kiosk.staff_view import Block, Entry, Tone
from kiosk.upkeep.network_file import obstacle, stands

PICKED = "wired"
PREFIX = "prefix"
ADDRESSES = ("address", "gateway", "dns", "dns_other")
"""What is typed part by part; the prefix is one number."""
TYPED = ("address", PREFIX, "gateway", "dns", "dns_other")
USUAL_PREFIX = "24"


@dataclass(frozen=True, slots=True)
class Draft:
    """What is being set, kept in the place where one is."""

    interface: str = ""
    addressing: str = "automatic"
    address: str = ""
    """Without its prefix."""
    prefix: str = USUAL_PREFIX
    gateway: str = ""
    dns: str = ""
    dns_other: str = ""
    typing: str = ""
    """Which of them is typed now; empty for none."""
    parts: str = ""
    """Of an address that is typed: those before the one in the field, each with its dot."""

    @classmethod
    def of(cls, network: NetworkSettings | None, interfaces: tuple[str, ...]) -> Self:
        """As the terminal's file has it, else the first interface."""
        if network is None:
            return cls(next(iter(interfaces), ""))
        address, _, prefix = network.address.partition("/")
        dns, other = (*network.dns, "", "")[:2]
        return cls(network.interface, network.addressing, address, prefix or USUAL_PREFIX, network.gateway, dns, other)

    def wanted(self) -> NetworkSettings:
        """As the terminal's file would have it.

        Raises:
            ValidationError: it would be wrong.
        """
        told: dict[str, object] = {"interface": self.interface, "addressing": self.addressing}
        if self.addressing == "fixed":
            address = f"{self.address}/{self.prefix}" if self.address else ""
            dns = tuple(one for one in (self.dns, self.dns_other) if one)
            told |= {"address": address, "gateway": self.gateway, "dns": dns}
        return NetworkSettings.model_validate(told)

    def finished(self, typed: str) -> Self:
        """With what was typed in its place."""
        part = str(int(typed)) if typed else ""
        text = f"{self.parts}{part}" if part else self.parts.removesuffix(".")
        return replace(self, **{self.typing: text, "typing": "", "parts": ""})

    def at(self) -> Where:
        """Where somebody is who has set so much."""
        return Where("network", PICKED, json.dumps(asdict(self)))


def rows(means: Means) -> tuple[Entry, ...]:
    """What the terminal's file says of it."""
    network = means.settings.network
    if network is None:
        return (Entry(label=means.say("network.addressing"), value=means.say("network.by_machine")),)
    is_laid = stands(means.root.path, network)
    how = Entry(
        label=means.say("network.addressing"),
        value=means.say(f"network.{network.addressing}"),
        detail=network.interface if is_laid else means.say("network.not_laid"),
        tone="good" if is_laid else "bad",
    )
    told = {"address": network.address, "gateway": network.gateway, "dns": " ".join(network.dns)}
    return (
        how,
        *(Entry(label=means.say(f"network.{name}"), value=value) for name, value in told.items() if value),
    )


def hindrance(means: Means) -> str:
    """Why it cannot be set here, in words; empty where it can."""
    if not means.file.is_installed:
        return means.say("network.hinders.not_installed")
    interface = Draft.of(means.settings.network, _interfaces()).interface
    if not interface:
        return means.say("network.hinders.no_interface")
    found = obstacle(means.root.path, NetworkSettings(interface=interface, addressing="automatic"))
    return means.say(f"network.hinders.{found.value}", interface=interface) if found is not None else ""


def entry(means: Means) -> Entry:
    """The button that leads here."""
    return Entry(id=PICKED, label=means.say("network.change"), sign="globe")


def look(means: Means, where: Where) -> Look | None:
    """What is being set; None where something else is picked."""
    if where.picked != PICKED:
        return None
    draft = _draft(means, where)
    return _typing(means, draft, where) if draft.typing else _whole(means, draft)


def take(means: Means, where: Where, wanted: str) -> Where | Act | None:
    """What touching something here asks for."""
    if wanted == PICKED and not hindrance(means):
        return Draft.of(means.settings.network, _interfaces()).at()
    if where.picked != PICKED:
        return None
    draft = _draft(means, where)
    match wanted:
        case "back":
            return replace(draft, typing="", parts="").at() if draft.typing else Where(where.page)
        case "interface" if len(names := _names(means)) > 1:
            return replace(draft, interface=next((one for one in names if one > draft.interface), names[0])).at()
        case "addressing":
            return replace(draft, addressing="automatic" if draft.addressing == "fixed" else "fixed").at()
        case _ if wanted in TYPED and draft.addressing == "fixed":
            return replace(draft, typing=wanted, parts="").at()
        case "dot" if draft.typing in ADDRESSES and where.typed and draft.parts.count(".") < 3:
            return replace(draft, parts=f"{draft.parts}{int(where.typed)}.").at()
        case "clear" if draft.typing:
            return replace(draft, parts="").at()
        case "done" if draft.typing:
            return draft.finished(where.typed).at()
        case "try" if _can_try(means, draft):
            return _act(means, draft)
    return None


def _interfaces() -> tuple[str, ...]:
    return tuple(name for name in wired_interfaces() if re.match(INTERFACE, name))


def _names(means: Means) -> tuple[str, ...]:
    """Of interfaces, with that of the file though it be gone."""
    network = means.settings.network
    return tuple(sorted({*_interfaces(), *((network.interface,) if network is not None else ())}))


def _draft(means: Means, where: Where) -> Draft:
    return Draft(**json.loads(where.step)) if where.step else Draft.of(means.settings.network, _interfaces())


def _whole(means: Means, draft: Draft) -> Look:
    was = Draft.of(means.settings.network, ())
    wrong = _wrong(draft)
    entries = [_row(means, "interface", _told(means, was, "interface"), draft.interface)]
    entries.append(_row(means, "addressing", _told(means, was, "addressing"), _told(means, draft, "addressing")))
    if draft.addressing == "fixed":
        entries += [_row(means, name, _told(means, was, name), _told(means, draft, name)) for name in TYPED]
    blocks = [
        Block(kind="rows", title=means.say("network.wired"), note=means.say("network.how"), entries=tuple(entries))
    ]
    if wrong:
        entry_wrong = Entry(label=means.say(f"network.wrong.{wrong}"), tone="bad")
        blocks.append(Block(kind="rows", entries=(entry_wrong,)))
    can_try = Entry(id="try", label=means.say("network.try"), sign="tick")
    back = Entry(id="back", label=means.say("button.back"), sign="back")
    return Look(tuple(blocks), (back, *((can_try,) if _can_try(means, draft) else ())))


def _row(means: Means, name: str, was: str, now: str) -> Entry:
    tone: Tone = "plain" if was == now else "careful"
    # With one socket there is no other to choose.
    id_ = name if name != "interface" or len(_names(means)) > 1 else ""
    return Entry(
        id=id_, label=means.say(f"network.{name}"), value=now, detail=means.say("network.was", was=was), tone=tone
    )


def _told(means: Means, draft: Draft, name: str) -> str:
    """One of its words, as staff read it."""
    value = str(getattr(draft, name))
    if name == "addressing":
        return means.say(f"network.{value}") if draft.interface else means.say("network.by_machine")
    if name in TYPED and draft.addressing != "fixed":
        return "—"
    if name == PREFIX:
        return _with_mask(draft)
    return value or "—"


def _with_mask(draft: Draft) -> str:
    """Routers and offices mostly write the mask."""
    try:
        net = ip_interface(f"{draft.address or '0.0.0.0'}/{draft.prefix}")  # noqa: S104  nothing is bound to it
    except ValueError:
        return f"/{draft.prefix}"
    return f"/{draft.prefix} ({net.netmask})" if net.version == 4 else f"/{draft.prefix}"


def _typing(means: Means, draft: Draft, where: Where) -> Look:
    name = means.say(f"network.{draft.typing}")
    is_address = draft.typing in ADDRESSES
    was = _told(means, Draft.of(means.settings.network, ()), draft.typing)
    entries = (
        Entry(label=means.say("network.old"), value=was),
        Entry(label=means.say("network.new"), value=f"{draft.parts}{where.typed}" or "—"),
    )
    how = means.say("network.parts_how" if is_address else "network.prefix_how")
    more = is_address and draft.parts.count(".") < 3
    return Look(
        (Block(kind="rows", title=name, note=how, entries=entries),),
        (
            Entry(id="back", label=means.say("button.back"), sign="back"),
            *((Entry(id="dot", label=means.say("network.dot"), sign="forward"),) if more else ()),
            *((Entry(id="clear", label=means.say("network.clear"), sign="erase"),) if draft.parts else ()),
            Entry(id="done", label=means.say("button.finish"), sign="tick"),
        ),
        field=f"{name} {draft.parts}",
    )


def _wrong(draft: Draft) -> str:
    """Which of its settings does not fit; empty where all do."""
    try:
        draft.wanted()
    except ValidationError as error:
        return worst(error)[0][-1]
    return ""


def _can_try(means: Means, draft: Draft) -> bool:
    return not _wrong(draft) and draft.wanted() != means.settings.network and not hindrance(means)


def _act(means: Means, draft: Draft) -> Act:
    """Told before: every word that changes, and what brings the old ones back."""
    network, was = draft.wanted(), Draft.of(means.settings.network, ())
    names = ("interface", "addressing", *TYPED)
    pairs = ((name, _told(means, was, name), _told(means, draft, name)) for name in names)
    lines = tuple(
        means.say("network.from_to", what=means.say(f"network.{name}"), was=old, now=new)
        for name, old, new in pairs
        if old != new
    )
    about = (network.interface, network.addressing, network.address, network.gateway, *network.dns)
    return Act(
        "change-network",
        lambda: _wanted(means, network),
        " ".join(one for one in about if one),
        title=means.say("network.try_title"),
        lines=(*lines, means.say("network.try_lead")),
        is_serious=True,
    )


def _wanted(means: Means, network: NetworkSettings) -> Done:
    found = obstacle(means.root.path, network)
    if found is not None:
        raise ActError(means.say(f"network.hinders.{found.value}", interface=network.interface))
    try:
        means.file.want(_changes(network))
    except (SettingsError, OSError) as error:
        raise ActError(means.say("calibration.refused", why=str(error))) from error
    return Done(means.say("calibration.wanted"), "careful", then=Where("network"))


def _changes(network: NetworkSettings) -> dict[str, Plain]:
    """By the file's keys, the last first: each goes to the head of its table."""
    return {f"network.{name}": getattr(network, name) for name in reversed(type(network).model_fields)}
