"""The table of a terminal's file for its wired network. Without it the machine's network is left alone."""

from ipaddress import IPv4Address, IPv4Interface, IPv6Address, IPv6Interface, ip_address, ip_interface
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from config.toml_file import Block

INTERFACE = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$"
"""IFNAMSIZ of linux/if.h is 16 with its end; no sign that a pattern of systemd.network(5) would have a meaning for."""
Interface = IPv4Interface | IPv6Interface
MOST_DNS = 2
"""As many as the staff's page has (our choice; resolv.h asks three)."""


class NetworkSettings(Block):
    """A wired network that the kiosk sets through systemd-networkd; else it is the machine's own (install.md)."""

    interface: Annotated[str, Field(pattern=INTERFACE, description="Its name in `ip link`, e.g. enp1s0.")]
    addressing: Annotated[
        Literal["automatic", "fixed"], Field(description="automatic: DHCP and router advertisements; fixed: as below.")
    ]
    address: Annotated[
        str, Field(max_length=64, description="Fixed: IPv4 or IPv6 with its prefix, e.g. 10.20.30.40/24.")
    ] = ""
    gateway: Annotated[
        str, Field(max_length=64, description="Fixed: the router; empty: the platform is in the same net.")
    ] = ""
    dns: Annotated[
        tuple[Annotated[str, Field(max_length=64)], ...],
        Field(max_length=MOST_DNS, description="Fixed: name servers, the first asked first; needs systemd-resolved."),
    ] = ()

    @model_validator(mode="after")
    def _fits_together(self) -> "NetworkSettings":
        if self.interface == "lo":
            raise _wrong("interface", "is the machine's way to itself: write the name of the wired one")
        if self.addressing == "automatic":
            for key in ("address", "gateway", "dns"):
                if getattr(self, key):
                    raise _wrong(key, 'has no effect where addressing = "automatic": take it out, or say "fixed"')
            return self
        if not self.address:
            raise _wrong("address", 'is missing where addressing = "fixed": add it, e.g. "10.20.30.40/24"')
        own = own_address(self.address)
        if self.gateway:
            _check_gateway(self.gateway, own)
        for one in self.dns:
            _check_dns(one)
        if len({ip_address(one) for one in self.dns}) < len(self.dns):
            raise _wrong("dns", "names one server twice: write it once, or another one beside it")
        return self


def own_address(text: str) -> Interface:
    """The terminal's own address with its net.

    Raises:
        PydanticCustomError: no machine can have it.
    """
    address, _, prefix = text.partition("/")
    try:
        own = ip_interface(text)
    except ValueError:
        own = None
    if own is None or prefix != str(own.network.prefixlen) or "%" in text:
        raise _wrong("address", 'must be an address, a slash and the prefix of its net, e.g. "10.20.30.40/24"')
    ip = own.ip
    if ip.is_unspecified or ip.is_multicast or ip.is_loopback or ip.is_link_local or _is_reserved(ip):
        raise _wrong("address", f"{address} can be no machine's own: write the one that the hall gave it")
    if own.network.prefixlen == 0:
        raise _wrong("address", "/0 is the whole internet: write the prefix of its net, e.g. /24")
    if own.network.prefixlen == own.max_prefixlen:
        raise _wrong("address", f"/{prefix} leaves no room for another machine: write the prefix of its net, e.g. /24")
    if _is_the_net_itself(ip, own):
        raise _wrong("address", f"{address} is the net's own or its broadcast address: write one between them")
    return own


def _check_gateway(text: str, own: Interface) -> None:
    try:
        router = ip_address(text)
    except ValueError:
        raise _wrong("gateway", "must be an address without a prefix, e.g. 10.20.30.1") from None
    if router.version != own.version:
        raise _wrong("gateway", f"is not of IPv{own.version}, as the address is: write the router's IPv{own.version}")
    if "%" in text or router == own.ip:
        raise _wrong("gateway", "must be the router's address, not the terminal's own, and name no interface")
    # A router of IPv6 mostly tells its link-local address, which is in nobody's net.
    if router.version == 6 and router.is_link_local:
        return
    if router not in own.network:
        raise _wrong("gateway", f"is not in {own.network}: correct it, or the prefix of the address")
    if _is_the_net_itself(router, own):
        raise _wrong("gateway", f"is the own or the broadcast address of {own.network}: write the router's")


def _check_dns(text: str) -> None:
    try:
        server = ip_address(text)
    except ValueError:
        raise _wrong("dns", f"has '{text}', which is no address: write a name server's, e.g. 10.20.30.2") from None
    if server.is_unspecified or server.is_multicast or server.is_loopback or _is_reserved(server) or "%" in text:
        raise _wrong("dns", f"has {text}, where no name server is: write its address in the network")


def _is_the_net_itself(address: object, own: Interface) -> bool:
    """Of two addresses alone (RFC 3021, RFC 6164) both are machines'; IPv6 has no broadcast."""
    net = own.network
    if net.max_prefixlen - net.prefixlen == 1:
        return False
    return address == net.network_address or (net.version == 4 and address == net.broadcast_address)


def _is_reserved(ip: IPv4Address | IPv6Address) -> bool:
    """240/4 and 0/8 (RFC 791, "this net") of IPv4; what IPv6 calls so is unassigned, and may be assigned."""
    return ip.version == 4 and (ip.is_reserved or ip.packed[0] == 0)


def _wrong(key: str, what: str) -> PydanticCustomError:
    # Braces would be pydantic's: what somebody wrote goes in by its context.
    return PydanticCustomError("network", "{what}", {"what": what, "key": f"network.{key}"})
