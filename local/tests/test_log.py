import threading

import pytest

from aurora_local.log import EventLog


def test_entries_after_a_sequence_number_in_order():
    log = EventLog()
    for number in range(3):
        log.add("call", number=number)

    entries, last = log.after(1)

    assert [entry["number"] for entry in entries] == [1, 2]
    assert last == 3


def test_a_reader_that_waits_gets_what_comes():
    log = EventLog()
    threading.Timer(0.05, log.add, ["alert"]).start()

    entries, _ = log.after(0, wait=5)

    assert [entry["kind"] for entry in entries] == ["alert"]


def test_the_oldest_entries_go_when_it_is_full():
    log = EventLog(bound=2)
    for number in range(5):
        log.add("call", number=number)

    assert [entry["number"] for entry in log.after(0)[0]] == [3, 4]


def test_waiting_in_vain_says_what_was_seen():
    log = EventLog()
    log.add("call", eventName="CreateRole")

    with pytest.raises(TimeoutError, match="call:CreateRole"):
        log.wait_for(lambda entry: entry["kind"] == "alert", timeout=0.05)
