"""`guardrails sweep` as a person runs it: what stands, what is new, and what is put right after asking."""

import json
import os
import subprocess

import pytest
from guard import ROOT

from aurora_local.local_aws import LocalAws
from aurora_local.seed import seed

SCRIPT = ROOT / "guardrails"
JAR = ROOT / "functions" / "cli" / "target" / "cli-0.1.0-SNAPSHOT-function.jar"

pytestmark = pytest.mark.skipif(not JAR.exists(), reason="the command line is not built: make test builds it")


@pytest.fixture(scope="module")
def aws():
    with LocalAws() as aws:
        seed(aws)
        aws.user("auditor")
        yield aws


def guardrails(aws, *words):
    keys = aws.user("auditor")
    environment = {
        **os.environ,
        "AWS_ENDPOINT_URL": aws.endpoint,
        "AWS_REGION": aws.region,
        "AWS_ACCESS_KEY_ID": keys.access_key,
        "AWS_SECRET_ACCESS_KEY": keys.secret_key,
    }
    return subprocess.run(
        [SCRIPT, *words], capture_output=True, text=True, env=environment, stdin=subprocess.DEVNULL
    )


def sweep(aws, *words):
    return guardrails(aws, "sweep", "--baseline", "recommended", "--cluster", "orders", *words)


def described(aws):
    cluster = aws.client("rds").describe_db_clusters(DBClusterIdentifier="orders")["DBClusters"][0]
    cluster.pop("LatestRestorableTime")  # it runs on
    return cluster


def is_protected(aws):
    return described(aws)["DeletionProtection"]


@pytest.fixture
def unprotected(aws):
    aws.client("rds").modify_db_cluster(DBClusterIdentifier="orders", DeletionProtection=False)
    yield
    aws.client("rds").modify_db_cluster(DBClusterIdentifier="orders", DeletionProtection=True)


def test_a_dry_run_shows_the_calls_and_makes_none(aws, unprotected):
    ran = sweep(aws, "--fix", "--dry-run")

    assert ran.returncode == 0, ran.stderr
    assert "aws rds modify-db-cluster" in ran.stdout
    assert "--deletion-protection" in ran.stdout
    assert not is_protected(aws)


def test_where_nobody_can_be_asked_nothing_is_done(aws, unprotected):
    ran = sweep(aws, "--fix")

    assert ran.returncode == 2
    assert "nobody can be asked here" in ran.stderr
    assert not is_protected(aws)


def test_what_was_agreed_to_is_put_right_and_nothing_else(aws, unprotected):
    before = described(aws)

    ran = sweep(aws, "--fix", "--yes", "--control", "RESIL-01")

    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "RESIL-01" in ran.stdout
    assert "reverted: seen to be back" in ran.stdout
    assert described(aws) == {**before, "DeletionProtection": True}
    again = sweep(aws, "--fix", "--yes", "--control", "RESIL-01")
    assert (again.returncode, "Nothing to put right" in again.stdout) == (0, True)


def test_an_earlier_report_tells_what_is_new_since_then(aws, tmp_path):
    earlier = tmp_path / "earlier.json"
    assert sweep(aws, "--output", "json", "--to", earlier).returncode == 0
    aws.client("rds").modify_db_cluster(DBClusterIdentifier="orders", DeletionProtection=False)
    ran = sweep(aws, "--against", earlier)
    aws.client("rds").modify_db_cluster(DBClusterIdentifier="orders", DeletionProtection=True)

    assert ran.returncode == 0, ran.stderr
    assert "1 new, 0 gone" in ran.stdout
    assert sweep(aws, "--against", tmp_path / "nowhere").returncode == 2
    wider = guardrails(aws, "sweep", "--baseline", "recommended", "--against", earlier)
    assert (wider.returncode, "narrowed" in wider.stderr) == (2, True)


def test_several_regions_have_a_report_each(aws, tmp_path):
    ran = sweep(aws, "--regions", "us-east-1,eu-central-1", "--output", "json", "--to", tmp_path)

    assert ran.returncode == 0, ran.stderr
    reports = {path.name: json.loads(path.read_text()) for path in tmp_path.iterdir()}
    assert sorted(reports) == ["123456789012-eu-central-1.json", "123456789012-us-east-1.json"]
    assert reports["123456789012-us-east-1.json"]["read"]["DbCluster"] >= 1
    assert "DbCluster" not in reports["123456789012-eu-central-1.json"]["read"]


def test_what_a_person_allowed_is_shown_with_its_end(aws, unprotected):
    allowed = guardrails(
        aws, "exempt", "RESIL-01", "arn:aws:rds:us-east-1:123456789012:cluster:orders",
        "--reason", "migration", "--for", "2h",
    )  # fmt: skip
    assert allowed.returncode == 0, allowed.stderr

    ran = sweep(aws, "--control", "RESIL-01")

    assert "exempted until" in ran.stdout
    assert "migration" in ran.stdout
    assert "Nothing violates the baseline." in ran.stdout
