"""Cold to first revert, of the rds function's jar in Lambda's own Java runtime client and its emulator.

    .venv/bin/python bench/cold.py [RUNS]      # after `make artifacts BASELINE=local/demo-baseline.yaml`

A stock moto stands for AWS. A cluster stands there without deletion protection, the emulator gets the event
as SQS would hand it over, and the time from there to its answer is taken; it starts the function's JVM for
that. Then the cluster is read: a run that did not put it back fails. Peak memory is that of the JVM.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

import boto3

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "local"))

from aurora_local.function import java
from aurora_local.function.emulator import Emulator, answers

ARTIFACT = Path(os.environ.get("ARTIFACT", ROOT / "target/artifacts/RdsFunction"))
MOTO = 17700
ENDPOINT = f"http://127.0.0.1:{MOTO}"
REGION, ACCOUNT = "us-east-1", "123456789012"
SERVICES = {
    "AWS_ENDPOINT_URL": ENDPOINT,
    "AWS_REGION": REGION,
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_SESSION_TOKEN": "testing",
    "AWS_EC2_METADATA_DISABLED": "true",
}


def client(service):
    keys = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
    return boto3.client(service, endpoint_url=ENDPOINT, region_name=REGION, **keys)


def account():
    """What the function's environment names."""
    table = {"AttributeName": "pk"}
    client("dynamodb").create_table(
        TableName="ledger",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{**table, "AttributeType": "S"}],
        KeySchema=[{**table, "KeyType": "HASH"}],
    )
    return {
        "LEDGER_TABLE": "ledger",
        "TOPIC_ARN": client("sns").create_topic(Name="alerts")["TopicArn"],
        "QUEUE_URL": client("sqs").create_queue(QueueName="rds")["QueueUrl"],
        "ROLE_ARN": f"arn:aws:iam::{ACCOUNT}:role/guard-rds",
        "PAUSE_PARAMETER": "/aurora-guardrails/pause",
        "POWERTOOLS_SERVICE_NAME": "aurora-guardrails",
    }


def broken(cluster):
    """A cluster that a call broke, and the event of that as SQS hands it over.

    It is a new one each time, since the guard puts one resource back three times an hour only.
    """
    client("rds").create_db_cluster(
        DBClusterIdentifier=cluster,
        Engine="aurora-postgresql",
        MasterUsername="postgres",
        MasterUserPassword="not-a-secret",
        DeletionProtection=False,
        BackupRetentionPeriod=7,
    )
    event = json.loads((ROOT / "events/ModifyDBCluster.json").read_text())
    event["detail"]["eventID"] = str(uuid.uuid4())
    event["detail"]["requestParameters"] = {"dBClusterIdentifier": cluster, "deletionProtection": False}
    message = {"messageId": str(uuid.uuid4()), "body": json.dumps(event), "eventSource": "aws:sqs"}
    return {"Records": [message]}


def run(flags, env, archive=None):
    executable = java.find_java()
    classpath = f"{ROOT}/functions/conformance/target/ric/*:{ARTIFACT}/lib/function.jar:{ARTIFACT}"
    command = [executable, *flags, "-cp", classpath, java.CLIENT]
    with Emulator([*command, "dev.auroraguardrails.rds.RdsHandler::handleRequest"], env, "/") as emulator:
        cluster = f"c-{uuid.uuid4()}"
        event = broken(cluster)
        start = time.perf_counter()
        answer = emulator.invoke(event)
        took = (time.perf_counter() - start) * 1000
        status = Path(f"/proc/{emulator.function}/status").read_text()
        peak = int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024
        after = client("rds").describe_db_clusters(DBClusterIdentifier=cluster)["DBClusters"][0]
        if answer != {"batchItemFailures": []} or not after["DeletionProtection"]:
            raise SystemExit(f"not put back: {answer}")
        if archive:
            jcmd = Path(os.path.realpath(executable)).with_name("jcmd")
            dump = [jcmd, str(emulator.function), "VM.cds", "dynamic_dump", archive]
            subprocess.run(dump, check=True, stdout=subprocess.DEVNULL)
        return took, peak


def main(runs):
    if answers(ENDPOINT):
        raise SystemExit(f"port {MOTO} is in use")
    moto = subprocess.Popen(
        [Path(sys.executable).with_name("moto_server"), "-H", "127.0.0.1", "-p", str(MOTO)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not answers(ENDPOINT + "/moto-api/data.json"):
            time.sleep(0.1)
        env = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], **SERVICES, **account()}
        with tempfile.TemporaryDirectory() as folder:
            lambdas = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx700m"]
            archive = f"{folder}/function.jsa"
            run([*lambdas, "-XX:+RecordDynamicDumpInfo"], env, archive)
            print("| | to the first revert, ms | peak, MiB |\n|---|---|---|")
            for name, flags in (
                ("no archive", ["-Xshare:auto"]),
                ("class data archive", [f"-XX:SharedArchiveFile={archive}"]),
            ):
                samples = [run([*lambdas, *flags], env) for _ in range(runs)]
                times, peaks = zip(*samples, strict=True)
                print(
                    f"| {name} | {statistics.median(times):.0f} ({min(times):.0f}..{max(times):.0f})"
                    f" | {statistics.median(peaks):.0f} |"
                )
    finally:
        moto.terminate()
        moto.wait()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
