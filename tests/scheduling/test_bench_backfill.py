"""Who can take a slot is found and ordered quickly among thousands, on a database that knows its tables."""

from replywell.scheduling.bench_backfill import bench_backfill


def test_five_thousand_who_wait_are_matched_and_ordered_quickly(db: None) -> None:
    found = bench_backfill(20)
    assert found["entries"] == found["waiting"] == 5_000
    assert 1_500 < found["can_take_it"] < 4_000
    # On a quiet machine 30 ms, with the bare query at 13; on one that is busy both take longer.
    assert found["match_ms"]["p50"] < max(50, 4 * found["floor_ms"]["p50"])
    assert found["cpu_match_ms"]["p50"] < 50
