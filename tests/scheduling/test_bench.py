"""The benchmark measures what it says, leaves nothing behind, and the search is fast."""

from replywell.practices.queries import practice_ids
from replywell.scheduling.bench import bench_slots


def test_the_first_slots_of_four_weeks_come_quickly_and_the_scratch_practice_goes(db: None) -> None:
    found = bench_slots(5)
    assert 0.6 <= found["taken"] <= 0.7
    assert (found["practitioners"], found["weeks"]) == (10, 4)
    assert found["free"] > 500
    assert practice_ids() == []
    # Ten milliseconds on a quiet machine; this only notices a search that grew out of bounds.
    assert found["first_3_ms"]["p50"] < 50
    assert found["floor_ms"]["p50"] < found["all_ms"]["p50"]
