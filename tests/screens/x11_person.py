"""A person before an X11 screen who clicks on the cross of a window, by Xlib itself (Xlib manual, ICCCM 4.2.8.1)."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

CLIENT_MESSAGE = 33


class ClientMessage(ctypes.Structure):
    """XClientMessageEvent, padded to the 24 longs of XEvent."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("padding", ctypes.c_long * 12),
    )


class Person:
    """Sees the windows of a display and closes one.

    Args:
        xlib: the loaded library.
        display: an open Display.
    """

    def __init__(self, xlib: Any, display: int) -> None:
        self._xlib = xlib
        self._display = ctypes.c_void_p(display)

    def closes(self, title: str) -> bool:
        """Close the window with that title; False while there is none."""
        root = self._xlib.XDefaultRootWindow(self._display)
        wanted = [window for window in self._below(root) if self._title(window) == title]
        for window in wanted:
            atom = self._xlib.XInternAtom
            event = ClientMessage(type=CLIENT_MESSAGE, window=window, format=32)
            event.message_type = atom(self._display, b"WM_PROTOCOLS", 0)
            event.data[0] = atom(self._display, b"WM_DELETE_WINDOW", 0)
            self._xlib.XSendEvent(self._display, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(event))
        self._xlib.XSync(self._display, 0)
        return bool(wanted)

    def _below(self, root: int) -> list[int]:
        one, other, many = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        windows = ctypes.POINTER(ctypes.c_ulong)()
        self._xlib.XQueryTree(
            self._display,
            ctypes.c_ulong(root),
            *(ctypes.byref(result) for result in (one, other, windows, many)),
        )
        return windows[: many.value] if many.value else []

    def _title(self, window: int) -> str:
        kind, shape, count, left = ctypes.c_ulong(), ctypes.c_int(), ctypes.c_ulong(), ctypes.c_ulong()
        text = ctypes.c_char_p()
        name = self._xlib.XInternAtom(self._display, b"_NET_WM_NAME", 0)
        self._xlib.XGetWindowProperty(
            self._display,
            ctypes.c_ulong(window),
            ctypes.c_ulong(name),
            ctypes.c_long(0),
            ctypes.c_long(64),
            0,
            ctypes.c_ulong(0),
            *(ctypes.byref(result) for result in (kind, shape, count, left, text)),
        )
        return (text.value or b"").decode()


@contextmanager
def person(display: str) -> Iterator[Person]:
    """Somebody before that display, e.g. ":7"."""
    xlib = ctypes.CDLL("libX11.so.6")
    xlib.XOpenDisplay.restype = ctypes.c_void_p
    xlib.XDefaultRootWindow.restype = xlib.XInternAtom.restype = ctypes.c_ulong
    opened = xlib.XOpenDisplay(display.encode())
    assert opened, f"no display {display}"
    try:
        yield Person(xlib, opened)
    finally:
        xlib.XCloseDisplay(ctypes.c_void_p(opened))
