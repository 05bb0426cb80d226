from screens.backoff import Backoff


def test_a_line_that_is_soon_ended_again_and_again_is_sought_more_and_more_seldom() -> None:
    backoff = Backoff()
    assert [backoff.ended(20) for _ in range(8)] == [100, 200, 400, 800, 1600, 3200, 5000, 5000]


def test_a_line_that_lasted_is_sought_at_once() -> None:
    backoff = Backoff()
    for _ in range(6):
        backoff.ended(1999)
    assert backoff.ended(2000) == 100
    assert backoff.ended(20) == 200


def test_a_core_that_is_not_there_is_sought_at_the_shortest_pace_and_nothing_is_forgotten() -> None:
    backoff = Backoff()
    assert [backoff.ended(20), backoff.ended(None), backoff.ended(None), backoff.ended(20)] == [100, 100, 100, 200]
