"""账号: who may enter, with what; unlock, revoke, a new PIN, a new account. A PIN is shown once, to be handed over."""

import secrets
from dataclasses import replace

import pyotp

from kiosk.staff.accounts import PIN_DIGITS, VALID_FOR, Account, AccountsError, hashed
from kiosk.staff.means import Means
from kiosk.staff.page import CARD_STEP, Act, ActError, Done, Look, Page, Where
from kiosk.staff.rights import Role
from kiosk.staff.tries import LOCKED_AT
from kiosk.staff.way_in import LEAST_NUMBER, MOST_NUMBER
from kiosk.staff_view import Block, Entry, Tone

ISSUER = "kiosk"


def _look(means: Means, where: Where) -> Look:
    try:
        known = {account.number: account for account in means.accounts.all()}
    except AccountsError:
        return Look((Block(kind="words", note=means.say("door.no_accounts")),))
    if where.step == CARD_STEP:
        return _waiting(means, where.picked)
    if where.step:
        return _handed_over(means, where)
    if where.picked == "new":
        return _new(means)
    if where.picked in known:
        return _one(means, known[where.picked])
    entries = tuple(_entry(means, account) for account in known.values())
    return Look(
        (Block(kind="rows", entries=entries),), (Entry(id="new", label=means.say("accounts.new"), sign="person"),)
    )


def _entry(means: Means, account: Account) -> Entry:
    state, tone = _state(means, account)
    return Entry(
        id=account.number,
        label=f"{account.number}　{means.say(f'role.{account.role.value}')}",
        value=state,
        detail=means.say("accounts.has", card=_yes(means, account.card), code=_yes(means, account.secret)),
        tone=tone,
    )


def _state(means: Means, account: Account) -> tuple[str, Tone]:
    if account.is_revoked:
        return means.say("accounts.revoked"), "plain"
    if not account.is_valid(means.clock.now().date()):
        return means.say("accounts.expired"), "careful"
    if means.book.errors(account.number) >= LOCKED_AT:
        return means.say("accounts.locked"), "bad"
    return means.say("accounts.until", until=f"{account.until:%Y-%m-%d}"), "good"


def _yes(means: Means, thing: str) -> str:
    return means.say("yes" if thing else "no")


def _one(means: Means, account: Account) -> Look:
    state, tone = _state(means, account)
    facts = (
        Entry(label=means.say("accounts.role"), value=means.say(f"role.{account.role.value}")),
        Entry(label=means.say("accounts.state"), value=state, tone=tone),
        Entry(label=means.say("accounts.errors"), value=str(means.book.errors(account.number))),
        Entry(label=means.say("accounts.card"), value=account.card or "—"),
        Entry(label=means.say("accounts.code"), value=_yes(means, account.secret)),
    )
    buttons = [Entry(id="back", label=means.say("button.back"), sign="back")]
    if not account.is_revoked:
        buttons += [
            Entry(id="pin", label=means.say("accounts.new_pin"), sign="pin"),
            *_give(means),
            Entry(id="prolong", label=means.say("accounts.prolong"), sign="clock"),
            Entry(id="revoke", label=means.say("accounts.revoke"), sign="leave", tone="bad"),
        ]
    if means.book.errors(account.number):
        buttons.append(Entry(id="unlock", label=means.say("accounts.unlock"), sign="tick"))
    return Look((Block(kind="rows", title=account.number, entries=facts),), tuple(buttons))


def _give(means: Means) -> tuple[Entry, ...]:
    if means.devices.smart_card is None:
        return ()
    return (Entry(id="card", label=means.say("accounts.new_card"), sign="card"),)


def _waiting(means: Means, number: str) -> Look:
    """For the card that is to be given."""
    words = Block(kind="words", title=number, note=means.say("accounts.insert_card"))
    return Look((words,), (Entry(id="back", label=means.say("button.back"), sign="back"),))


def _new(means: Means) -> Look:
    return Look(
        (Block(kind="words", title=means.say("accounts.new"), note=means.say("accounts.new_how")),),
        (
            Entry(id="back", label=means.say("button.back"), sign="back"),
            *(Entry(id=f"as:{role.value}", label=means.say(f"role.{role.value}")) for role in Role),
        ),
        field=means.say("door.number"),
    )


def _handed_over(means: Means, where: Where) -> Look:
    """What the person gets: once, on this page, and nowhere else."""
    pin, _, address = where.step.partition(" ")
    blocks = [
        Block(
            kind="rows",
            title=means.say("accounts.hand_over", number=where.picked),
            note=means.say("accounts.once"),
            entries=(Entry(label="PIN", value=f"{pin[:3]} {pin[3:]}"),),
        )
    ]
    if address:
        blocks.append(Block(kind="code", title=means.say("accounts.scan")))
    return Look(tuple(blocks), (Entry(id="back", label=means.say("button.finish"), sign="tick"),), qr=address)


def _take(means: Means, where: Where, wanted: str) -> Where | Act | None:
    try:
        account = means.accounts.numbered(where.picked)
    except AccountsError:
        return None
    if wanted == "back":
        return Where(where.page)
    if where.step:
        return None
    if account is None:
        if wanted == "new":
            return replace(where, picked="new", typed="")
        if wanted.startswith("as:") and where.picked == "new":
            role = Role(wanted.removeprefix("as:"))
            return Act("change-account", lambda: _made(means, where.typed, role), f"new:{where.typed}")
        return replace(where, picked=wanted) if wanted.isdigit() else None
    match wanted:
        case "pin":
            return Act("change-account", lambda: _pinned(means, account), f"pin:{account.number}")
        case "card" if _give(means) and not account.is_revoked:
            return replace(where, step=CARD_STEP)
        case "prolong":
            until = (means.clock.now() + VALID_FOR).date()
            return Act("change-account", lambda: _kept(means, account, until=until), f"prolong:{account.number}")
        case "unlock":
            return Act("unlock-account", lambda: _unlocked(means, account), f"unlock:{account.number}")
        case "revoke":
            return Act(
                "change-account",
                lambda: _kept(means, account, is_revoked=True),
                f"revoke:{account.number}",
                title=means.say("accounts.revoke_title", number=account.number),
                lines=(means.say("accounts.revoke_lead"),),
                is_serious=True,
            )
    return None


def _carded(means: Means, where: Where, card: str) -> Act | None:
    try:
        account = means.accounts.numbered(where.picked)
    except AccountsError:
        return None
    if account is None or account.is_revoked:
        return None
    return Act(
        "change-account",
        lambda: _given(means, account, card),
        f"card:{account.number}",
        title=means.say("accounts.give_card", card=card, number=account.number),
    )


def _given(means: Means, account: Account, card: str) -> Done:
    owner = means.accounts.of_card(card)
    if owner is not None and owner.number != account.number:
        raise ActError(means.say("accounts.card_known"))
    # Whoever gives a card learns no PIN by it, nor forgets one: whose hand the account is stays as it is.
    done = _kept(means, account, card=card)
    return replace(done, then=Where("accounts", account.number))


def _kept(means: Means, account: Account, **changes: object) -> Done:
    try:
        means.accounts.keep(account.model_copy(update=changes))
    except AccountsError as error:
        raise ActError(means.say("said.not_written")) from error
    return Done(means.say("said.kept"))


def _unlocked(means: Means, account: Account) -> Done:
    means.book.set_errors(account.number, 0)
    return Done(means.say("said.kept"))


def _pin() -> str:
    return f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}d}"


def _pinned(means: Means, account: Account) -> Done:
    pin = _pin()
    _kept(means, account, pin=hashed(pin), given_by=means.lone_hand())
    return Done(means.say("said.kept"), then=Where("accounts", account.number, step=pin))


def _made(means: Means, number: str, role: Role) -> Done:
    if not LEAST_NUMBER <= len(number) <= MOST_NUMBER:
        raise ActError(means.say("accounts.bad_number", least=LEAST_NUMBER, most=MOST_NUMBER))
    if means.accounts.numbered(number) is not None:
        raise ActError(means.say("accounts.known"))
    pin, secret = _pin(), pyotp.random_base32()
    account = Account(
        number=number,
        role=role,
        pin=hashed(pin),
        secret=secret,
        until=(means.clock.now() + VALID_FOR).date(),
        given_by=means.lone_hand(),
    )
    _kept(means, account)
    address = pyotp.TOTP(secret).provisioning_uri(name=number, issuer_name=ISSUER)
    return Done(means.say("said.kept"), then=Where("accounts", number, step=f"{pin} {address}"))


PAGE = Page("accounts", "person", "see-accounts", _look, _take, _carded)
