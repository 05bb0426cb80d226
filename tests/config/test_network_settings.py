"""[network] of a terminal's file: what no machine, net or router can have is told with line, key and cure."""

from pathlib import Path

import pytest

from config.settings import load
from config.toml_file import SettingsError

SAMPLE = (Path(__file__).parents[2] / "config" / "terminals" / "huiyang-a2-07.toml").read_text("utf-8")
FIXED = """\
interface = "enp1s0"
addressing = "fixed"
address = "10.20.30.40/24"
gateway = "10.20.30.1"
dns = ["10.20.30.2", "10.9.9.9"]
"""


def written(folder: Path, section: str) -> Path:
    path = folder / "terminal.toml"
    head, _, tables = SAMPLE.partition("[platform]")
    # First among the tables: its lines can be counted.
    path.write_text(f"{head}[network]\n{section}\n[platform]{tables}", "utf-8")
    return path


BEFORE = SAMPLE.partition("[platform]")[0].count("\n") + 1
"""The line of `[network]`."""


def test_without_the_table_the_machines_network_is_nobodys_matter_here() -> None:
    assert load(Path(__file__).parents[2] / "config" / "terminals" / "huiyang-a2-07.toml").network is None


@pytest.mark.parametrize(
    "section",
    [
        FIXED,
        'interface = "enp1s0"\naddressing = "automatic"',
        'interface = "eth0"\naddressing = "fixed"\naddress = "2001:db8::5/64"\ngateway = "fe80::1"\ndns = ["fd00::2"]',
        'interface = "eth0"\naddressing = "fixed"\naddress = "10.0.0.1/31"\ngateway = "10.0.0.0"',
        'interface = "eth0"\naddressing = "fixed"\naddress = "10.20.30.40/24"',
    ],
)
def test_what_a_machine_can_have_is_taken(tmp_path: Path, section: str) -> None:
    assert load(written(tmp_path, section)).network is not None


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "cure"),
    [
        ('"enp1s0"', '"lo"', 1, "interface", "write the name of the wired one"),
        ('"enp1s0"', '"en*"', 1, "interface", "must have the form"),
        ('"enp1s0"', '"enp1s0\\nName=*"', 1, "interface", "must have the form"),
        ('"enp1s0"', '"a23456789012345x"', 1, "interface", "must have the form"),
        ('"fixed"', '"static"', 2, "addressing", "must be one of 'automatic' or 'fixed'"),
        ('"fixed"', '"automatic"', 3, "address", 'take it out, or say "fixed"'),
        ('address = "10.20.30.40/24"\n', "", 0, "address", "add it"),
        ("10.20.30.40/24", "10.20.30.40", 3, "address", "the prefix of its net"),
        ("10.20.30.40/24", "10.20.30.40/255.255.255.0", 3, "address", "the prefix of its net"),
        ("10.20.30.40/24", "10.20.30.400/24", 3, "address", "the prefix of its net"),
        ("10.20.30.40/24", "10.20.30.40/33", 3, "address", "the prefix of its net"),
        ("10.20.30.40/24", "10.020.30.40/24", 3, "address", "the prefix of its net"),
        ("10.20.30.40/24", "fe80::5%eth0/64", 3, "address", "the prefix of its net"),
        ("10.20.30.40/24", "{x}/24", 3, "address", "the prefix of its net"),
        ("10.20.30.40/24", "10.20.30.40/32", 3, "address", "leaves no room"),
        ("10.20.30.40/24", "10.20.30.0/24", 3, "address", "the net's own or its broadcast address"),
        ("10.20.30.40/24", "10.20.30.255/24", 3, "address", "the net's own or its broadcast address"),
        ("10.20.30.40/24", "127.0.0.5/8", 3, "address", "write the one that the hall gave it"),
        ("10.20.30.40/24", "224.0.0.5/24", 3, "address", "write the one that the hall gave it"),
        ("10.20.30.40/24", "240.0.0.5/24", 3, "address", "write the one that the hall gave it"),
        ("10.20.30.40/24", "0.0.0.0/24", 3, "address", "write the one that the hall gave it"),
        ("10.20.30.40/24", "0.1.2.3/24", 3, "address", "write the one that the hall gave it"),
        ("10.20.30.40/24", "10.20.30.40/0", 3, "address", "/0 is the whole internet"),
        ("10.20.30.40/24", "10.20.30.40/024", 3, "address", "the prefix of its net"),
        ("10.20.30.40/24", "::1/64", 3, "address", "write the one that the hall gave it"),
        ("10.20.30.40/24", "fe80::7/64", 3, "address", "write the one that the hall gave it"),
        ("10.20.30.1", "10.20.31.1", 4, "gateway", "is not in 10.20.30.0/24: correct it, or the prefix"),
        ("10.20.30.1", "10.20.30.40", 4, "gateway", "not the terminal's own"),
        ("10.20.30.1", "10.20.30.255", 4, "gateway", "write the router's"),
        ("10.20.30.1", "10.20.30.1/24", 4, "gateway", "without a prefix"),
        ("10.20.30.1", "fe80::1", 4, "gateway", "write the router's IPv4"),
        ('"10.9.9.9"', '"dns.hall"', 5, "dns", "'dns.hall', which is no address"),
        ('"10.9.9.9"', '"127.0.0.53"', 5, "dns", "where no name server is"),
        ('"10.9.9.9"', '"255.255.255.255"', 5, "dns", "where no name server is"),
        ('"10.9.9.9"', '"10.20.30.2"', 5, "dns", "write it once"),
        ('["10.20.30.2", "10.9.9.9"]', '"10.20.30.2"', 5, "dns", "put square brackets around it"),
        ('"10.9.9.9"', '"10.9.9.9", "10.9.9.8"', 5, "dns", "at most 2"),
    ],
)
def test_what_it_cannot_have_is_one_line_with_line_key_and_cure(
    tmp_path: Path, old: str, new: str, line: int, key: str, cure: str
) -> None:
    assert old in FIXED
    file = written(tmp_path, FIXED.replace(old, new))
    with pytest.raises(SettingsError) as caught:
        load(file)
    said = str(caught.value)
    assert said.startswith(f"{file}:{BEFORE + line}: 'network.{key}' "), said
    assert cure in said
    assert "\n" not in said
