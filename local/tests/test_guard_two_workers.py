"""Two environments of one function work on one resource at once: one revert and one alert id each."""

import pytest
from guard import ARTIFACTS, NoIamLogin, NoProtection, check_once, ends_well, guarded

pytestmark = pytest.mark.skipif(
    not ARTIFACTS.exists(), reason="the functions are not built: make test builds them"
)


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    with guarded(tmp_path_factory.mktemp("pair"), concurrency=2) as aws:
        yield aws


def test_the_same_event_twice_at_once(pair):
    broken = NoProtection(pair)
    pair.faults.set(duplicate=1)
    seq = pair.log.last
    broken.make()
    pair.faults.set()
    seen = ends_well(pair, seq, [broken], 60)

    check_once(seen, broken)
    delivered = [e for e in seen.entries if e["kind"] == "delivered" and e["eventID"] == broken.event_id]
    assert len(delivered) == 2


def test_two_events_on_one_cluster_at_once(pair):
    first, second = NoProtection(pair), NoIamLogin(pair)
    second.name = first.name
    pair.faults.set(delay="0.3")
    seq = pair.log.last
    first.make()
    second.make()
    pair.faults.set()
    seen = ends_well(pair, seq, [first, second], 60)

    for broken in (first, second):
        assert broken.in_order()
        assert {alert["outcome"] for alert in seen.alerts(broken)} == {"reverted"}
        assert len({alert["alertId"] for alert in seen.alerts(broken)}) == 1
    assert len(seen.reverts(first)) == 2
