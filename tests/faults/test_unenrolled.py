"""A terminal without a key serves nobody and says why; once it has one it serves, without a hand."""

from at_the_kiosk import Kiosk


def test_without_a_key_it_is_closed_and_with_one_it_opens_alone(kiosk: Kiosk) -> None:
    kiosk.reach("home")
    key = kiosk.settings.platform.key_file
    aside = key.with_suffix(".aside")
    key.rename(aside)
    try:
        kiosk.kill_core()
        kiosk.look_again()
        view = kiosk.until_screen("out_of_service")
        assert view.words["lead"]
        pid = kiosk.hall.launcher.pid("core")
    finally:
        aside.rename(key)
    kiosk.until_restarted(pid)
    kiosk.hand.close()
    kiosk.look_again()
    kiosk.reach("choose")
