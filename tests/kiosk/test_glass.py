"""Whose View is on the glass; nobody who shows one waits for somebody who waits for them."""

import threading
from dataclasses import replace

import pytest

from kiosk.staff.glass import Glass
from kiosk.view import View

HOME = View(page=1, screen="home")


def test_while_staff_stand_there_the_visits_view_waits_and_comes_back() -> None:
    shown: list[View] = []
    glass = Glass(lambda view: glass.show_said(view), shown.append)
    staff, later = replace(HOME, page=9), replace(HOME, page=2)
    glass.show_visit(HOME)
    glass.show_staff(staff)
    glass.show_visit(later)
    glass.show_said(HOME)
    assert shown == [HOME, staff]
    glass.give_back()
    assert shown == [HOME, staff, later]


@pytest.mark.timeout(20)
def test_a_view_and_a_caption_at_the_same_moment_do_not_wait_for_each_other() -> None:
    # The voice shows its captions under a guard of its own, and shows a visit's Views under it too.
    voice, comes = threading.Lock(), threading.Event()

    def said(view: View) -> None:
        comes.set()
        with voice:
            glass.show_said(view)

    shown: list[View] = []
    glass = Glass(said, shown.append)
    caption = replace(HOME, caption="您好")
    with voice:
        visit = threading.Thread(target=glass.show_visit, args=(HOME,))
        visit.start()
        comes.wait()
        glass.show_said(caption)
    visit.join()
    assert shown == [caption, HOME]
