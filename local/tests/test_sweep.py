"""The sweep's function on what already stands: it reports, and what drifted it has put back."""

import json

import pytest
from guard import ARTIFACTS, guarded

from aurora_local.seed import DEVELOPER

pytestmark = pytest.mark.skipif(
    not ARTIFACTS.exists(), reason="the functions are not built: make test builds them"
)


@pytest.fixture(scope="module")
def aws(tmp_path_factory):
    with guarded(tmp_path_factory.mktemp("sweep")) as aws:
        yield aws


@pytest.fixture(autouse=True)
def no_faults_afterwards(aws):
    yield
    aws.faults.set()


def sweep(aws, **request):
    answer = aws.client("lambda").invoke(
        FunctionName=aws.stack.outputs["SweepFunctionName"], Payload=json.dumps(request).encode()
    )
    return json.loads(answer["Payload"].read()), answer.get("FunctionError")


def break_unseen(aws, cluster="orders"):
    """A change whose event is lost."""
    aws.faults.set(lose=1)
    aws.client("rds", DEVELOPER).modify_db_cluster(DBClusterIdentifier=cluster, DeletionProtection=False)
    aws.faults.set()


def create_unseen(aws, cluster):
    """A cluster that stood before the guard came, without protection."""
    aws.faults.set(lose=1)
    aws.client("rds", DEVELOPER).create_db_cluster(
        DBClusterIdentifier=cluster,
        Engine="aurora-postgresql",
        MasterUsername="owner",
        MasterUserPassword="changed-after-creation",
        DeletionProtection=False,
    )
    aws.faults.set()


def is_protected(aws, cluster="orders"):
    found = aws.client("rds").describe_db_clusters(DBClusterIdentifier=cluster)
    return found["DBClusters"][0]["DeletionProtection"]


def report(aws, answer):
    bucket, key = answer["report"].removeprefix("s3://").split("/", 1)
    page = aws.client("s3").get_object(Bucket=bucket, Key=key)["Body"].read().decode()
    json_key = key.removesuffix(".html") + ".json"
    return page, json.load(aws.client("s3").get_object(Bucket=bucket, Key=json_key)["Body"])


def test_what_stands_is_reported_and_left_alone(aws):
    break_unseen(aws)
    seq = aws.log.last

    answer, error = sweep(aws, mode="report")

    assert error is None, answer
    assert answer["unread"] == 0
    assert answer["findings"]["high"] >= 1
    assert answer["rechecks"] == 0
    page, found = report(aws, answer)
    assert "RESIL-01" in page
    assert "RESIL-01" in {one["control"] for one in found["findings"]}
    summary = aws.wait_for(
        lambda e: e["kind"] == "alert" and "[sweep]" in e["subject"], after=seq, timeout=20
    )
    assert answer["report"] in summary["text"]
    assert not is_protected(aws)
    aws.client("rds", DEVELOPER).modify_db_cluster(DBClusterIdentifier="orders", DeletionProtection=True)


def test_what_drifted_is_put_back_by_its_family(aws):
    answer, error = sweep(aws, mode="report")
    assert error is None, answer
    break_unseen(aws)
    seq = aws.log.last

    answer, error = sweep(aws, mode="enforce", controls=["RESIL-01"])

    assert error is None, answer
    assert answer["rechecks"] == 1
    alert = aws.wait_for(lambda e: e["kind"] == "alert" and "RESIL-01" in e["subject"], after=seq, timeout=40)
    assert "[reverted]" in alert["subject"]
    assert is_protected(aws)

    again, _ = sweep(aws, mode="enforce", controls=["RESIL-01"])
    assert again["rechecks"] == 0


def test_what_never_was_good_is_hardened_where_a_person_has_read_the_report(aws):
    create_unseen(aws, "crew")
    narrow = {"controls": ["RESIL-01"], "clusters": ["crew"]}
    plan, error = sweep(aws, mode="report", **narrow)
    assert error is None, plan
    assert sweep(aws, mode="enforce", **narrow)[0]["rechecks"] == 0

    for refused, said in (
        ({"plan": plan["id"]}, "maximum"),
        ({"plan": "sweep-20200101T000000Z", "maximum": 1}, "no report"),
        ({"maximum": 1}, "plan"),
    ):
        answer, error = sweep(aws, mode="harden", **narrow, **refused)
        assert error
        assert said in answer["errorMessage"]
    assert not is_protected(aws, "crew")

    seq = aws.log.last
    answer, error = sweep(aws, mode="harden", plan=plan["id"], maximum=1, **narrow)

    assert error is None, answer
    assert answer["rechecks"] == 1
    alert = aws.wait_for(
        lambda e: e["kind"] == "alert" and "RESIL-01 crew" in e["subject"], after=seq, timeout=40
    )
    assert "[reverted]" in alert["subject"]
    assert is_protected(aws, "crew")


def test_a_report_tells_what_is_new_since_the_last_one_and_what_people_allowed(aws):
    narrow = {"controls": ["RESIL-01"], "clusters": ["orders"]}
    first, _ = sweep(aws, mode="report", **narrow)
    break_unseen(aws)

    second, error = sweep(aws, mode="report", **narrow)

    assert error is None, second
    assert second["since"] == {"report": first["id"], "new": 1, "gone": 0}
    page, found = report(aws, second)
    assert "1 new" in page
    assert found["trend"]["fresh"][0]["control"] == "RESIL-01"

    exemption = {
        "control": "RESIL-01",
        "resource": found["findings"][0]["resource"],
        "reason": "migration",
        "by": "role/dba",
        "since": "2026-03-01T12:00:00Z",
        "until": "2099-01-01T00:00:00Z",
    }
    name = "/aurora-guardrails/exemptions/exm-1"
    aws.client("ssm").put_parameter(Name=name, Value=json.dumps(exemption), Type="String")
    third, error = sweep(aws, mode="report", **narrow)
    aws.client("ssm").delete_parameter(Name=name)

    assert error is None, third
    assert third["findings"]["high"] == 0
    page, found = report(aws, third)
    assert found["findings"][0]["decision"] == "exempt"
    assert "exempted until 2099-01-01T00:00:00Z by role/dba" in page
    aws.client("rds", DEVELOPER).modify_db_cluster(DBClusterIdentifier="orders", DeletionProtection=True)


def test_what_nobody_understands_is_refused_and_does_nothing(aws):
    seq = aws.log.last

    for request in ({"mode": "harden"}, {"controls": ["XX-1"]}, {"what": 1}):
        answer, error = sweep(aws, **request)
        assert error == "Unhandled", request
        assert answer["errorMessage"]

    assert not [e for e in aws.log.after(seq)[0] if e["kind"] == "alert"]
