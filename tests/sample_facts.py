"""The table [facts] of an item that prints a paper."""

FACTS = """[facts]
department = "social-security"
kind = "government"
type = "print"
life_event = "work"
scope = "province"
cities = ["*"]
levels = ["city", "county", "town", "village"]
fee = "0.00"
promised = { minutes = 3 }
legal = { working_days = 1 }
before = { materials = 2, trips = 1 }
ways = ["at-once", "online", "nearby", "once"]
needs = ["identity-card"]
spared = ["identity-card-copy"]
sources = ["social-enrolment"]
words = ["社保证明"]

[facts.opening]
days = "every"
hours = ["06:00-23:00"]

[facts.copies]
at_once = 1
a_day = 3

[[facts.guide]]
title = { zh-Hans = "怎么办", zh-Hant = "怎麼辦", en = "How" }
lines = [
    { zh-Hans = "放身份证，选时间，打印。", zh-Hant = "放身份證，選時間，打印。", en = "Lay the card, choose, print." },
]
"""
