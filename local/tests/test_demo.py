"""The functions themselves on the local AWS: the demo's promises, and that alerts keep their schema."""

import json
from pathlib import Path

import jsonschema
import pytest
from guard import by_family
from moto.sqs.models import sqs_backends

from aurora_local.local_aws import LocalAws, derived_parameters, java_command
from aurora_local.seed import DEVELOPER, seed

ROOT = Path(__file__).resolve().parents[2]
ARTIFACTS = ROOT / ".local" / "artifacts"
CLIENT = ROOT / "functions" / "conformance" / "target" / "ric"
SCHEMA = ROOT / "functions" / "core" / "src" / "main" / "resources" / "alert.schema.json"

pytestmark = pytest.mark.skipif(
    not ARTIFACTS.exists(), reason="the functions are not built: make test builds them"
)


@pytest.fixture(scope="module")
def guarded():
    with LocalAws() as aws:
        seeded = seed(aws)
        aws.deploy(ROOT / "template.yaml", derived_parameters(ARTIFACTS))
        aws.run(java_command(ARTIFACTS, CLIENT))
        yield aws, seeded


def answered(aws, event_id, after=0):
    return aws.wait_for(lambda e: by_family(e) and event_id in e["eventIDs"], after=after, timeout=60)


def call(aws, after):
    return aws.wait_for(lambda e: e["kind"] == "call" and not e["own"], after=after, timeout=5)


def protected(aws, cluster="orders"):
    return aws.client("rds").describe_db_clusters(DBClusterIdentifier=cluster)["DBClusters"][0][
        "DeletionProtection"
    ]


def unprotect(aws, cluster="orders"):
    seq = aws.log.last
    aws.client("rds", DEVELOPER).modify_db_cluster(DBClusterIdentifier=cluster, DeletionProtection=False)
    event_id = call(aws, seq)["eventID"]
    answered(aws, event_id)
    return seq, event_id


def test_a_change_is_put_back_and_its_alert_keeps_the_schema(guarded):
    aws, _ = guarded
    seq, event_id = unprotect(aws)

    assert protected(aws)
    alerts = [e for e in aws.log.after(seq)[0] if e["kind"] == "alert"]
    assert [alert["body"]["outcome"] for alert in alerts] == ["reverted"]
    assert alerts[0]["body"]["event"]["id"] == event_id
    jsonschema.validate(alerts[0]["body"], json.loads(SCHEMA.read_text()))


def test_a_duplicate_event_is_neither_put_back_nor_told_again(guarded):
    aws, _ = guarded
    _, event_id = unprotect(aws)
    again = aws.log.last
    aws.dispatcher.redeliver(event_id)
    answered(aws, event_id, after=again)

    entries, _ = aws.log.after(again)
    assert [e for e in entries if e["kind"] == "alert" or (e["kind"] == "call" and e["own"])] == []


def test_a_broken_body_ends_in_the_dead_letter_queue_and_does_not_stop_the_others(guarded):
    aws, _ = guarded
    seq = aws.log.last
    # The queue lets nobody but its rule send: the body comes in past its policy.
    queue = aws.stack.resources["RdsQueue"]["physicalId"].rsplit("/", 1)[-1]
    message = sqs_backends[aws.account_id][aws.region].send_message(queue, '{"no": "event"}').id
    unprotect(aws, "sessions")

    assert protected(aws, "sessions")
    told = aws.wait_for(
        lambda e: e["kind"] == "log" and message in e["line"] and "cannot be read" in e["line"],
        after=seq,
        timeout=20,
    )
    assert "EventBridge" in told["line"]


def test_what_the_guard_does_itself_leads_to_nothing(guarded):
    aws, _ = guarded
    seq, _ = unprotect(aws, "sessions")
    own = aws.wait_for(lambda e: e["kind"] == "call" and e["own"], after=seq, timeout=20)
    answered(aws, own["eventID"], after=seq)

    entries, _ = aws.log.after(seq)
    assert len([e for e in entries if e["kind"] == "call" and e["own"]]) == 1
    assert len([e for e in entries if e["kind"] == "alert"]) == 1


def test_a_change_that_is_not_visible_yet_is_looked_at_again_later(guarded):
    aws, _ = guarded
    early = json.loads((ROOT / "events" / "ModifyDBClusterIamAuthentication.json").read_text())
    seq = aws.log.last
    aws.dispatcher.put(early)

    def looked(attempt):
        return lambda e: (
            e["kind"] == "log"
            and f'"attempt":{attempt}' in e["line"]
            and early["detail"]["eventID"] in e["line"]
            and '"outcome":"deferred"' in e["line"]
        )

    first = aws.wait_for(looked(0), after=seq, timeout=20)
    second = aws.wait_for(looked(1), after=seq, timeout=40)
    assert 14 < second["at"] - first["at"] < 30
    assert [e for e in aws.log.after(seq)[0] if e["kind"] == "alert"] == []
