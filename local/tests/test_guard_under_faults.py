"""The deployed guard ends every change well, whatever AWS does meanwhile."""

import pytest
from guard import (
    ARTIFACTS,
    EVERYTHING,
    NoProtection,
    Seen,
    check_once,
    ends_well,
    guarded,
)

pytestmark = pytest.mark.skipif(
    not ARTIFACTS.exists(), reason="the functions are not built: make test builds them"
)
# A batch that failed comes back after this, and not after the six minutes of the template.
BACK_AFTER_SECONDS = 15


@pytest.fixture(scope="module")
def aws(tmp_path_factory):
    with guarded(tmp_path_factory.mktemp("guard"), BACK_AFTER_SECONDS) as aws:
        yield aws


@pytest.fixture(autouse=True)
def no_faults_afterwards(aws):
    yield
    aws.faults.set()


def struck(seen):
    return {e["what"] for e in seen.entries if e["kind"] == "fault"}


def break_everything(aws, seconds, **faults):
    """Every change at once under these faults; each must have its one revert and its one alert id."""
    all_broken = [kind(aws) for kind in EVERYTHING]
    aws.faults.set(**faults)
    seq = aws.log.last
    for broken in all_broken:
        broken.make()
    seen = ends_well(aws, seq, all_broken, seconds)
    for broken in all_broken:
        check_once(seen, broken)
    assert seen.dead_letters() == []
    return seen


def test_late_doubled_and_disordered_events(aws):
    seen = break_everything(aws, 60, seed=3, delay="0-2", duplicate=0.6, disorder=0.4)

    assert struck(seen) == {"delayed", "duplicated", "disordered"}


@pytest.fixture(scope="module")
def lagging(aws):
    """Everything broken at once while reads lag by four seconds, and what was seen of it."""
    all_broken = {kind: kind(aws) for kind in EVERYTHING}
    aws.faults.set(lag=4)
    seq = aws.log.last
    for broken in all_broken.values():
        broken.make()
    ends_well(aws, seq, list(all_broken.values()), 120)
    aws.faults.set()
    return all_broken, Seen(aws.log.after(seq)[0])


@pytest.mark.parametrize("kind", EVERYTHING)
def test_lagging_reads(lagging, kind):
    all_broken, seen = lagging

    check_once(seen, all_broken[kind])
    assert "lagged" in struck(seen)
    assert seen.dead_letters() == []


def test_clusters_that_are_being_modified(aws):
    seen = break_everything(aws, 100, modifying=6)

    refused = [
        e
        for e in seen.entries
        if e["kind"] == "call" and e["own"] and e["errorCode"] == "InvalidDBClusterStateFault"
    ]
    assert "modifying" in struck(seen)
    assert refused or any("modifying" in e["line"] for e in seen.entries if e["kind"] == "log")


def test_throttling_and_server_errors(aws):
    seen = break_everything(aws, 180, seed=5, throttle=0.15, fail=0.1)

    assert struck(seen) == {"throttled", "failed"}


def test_a_lost_event_changes_nothing_for_the_others(aws):
    lost, other = NoProtection(aws), NoProtection(aws)
    aws.faults.set(lose=1)
    lost.make()
    aws.faults.set()
    seq = aws.log.last
    other.make()

    check_once(ends_well(aws, seq, [other], 60), other)
    assert not lost.in_order()
