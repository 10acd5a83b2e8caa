"""Cold to first revert, of the rds function's jar in Lambda's own Java runtime client and its emulator.

    .venv/bin/python bench/cold.py [RUNS]      # after `make artifacts BASELINE=local/demo-baseline.yaml`

A stock moto stands for AWS. A cluster stands there without deletion protection, the emulator gets the event
as SQS would hand it over, and the time from there to its answer is taken; it starts the function's JVM for
that. Then the cluster is read: a run that did not put it back fails. Peak memory is that of the JVM.
"""

import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
import zipfile
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
# As Lambda starts a Java function, and the JVM's own warnings kept off the function's output.
LAMBDAS = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx700m"]
QUIET = ["-Xlog:disable", "-Xlog:all=error:stderr"]
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


def class_path(folder):
    """Jars alone, since an archive refuses a folder: the baseline gets a jar of its own."""
    packed = f"{folder}/baseline.jar"
    with zipfile.ZipFile(packed, "w") as jar:
        jar.write(ARTIFACT / "baseline.json", "baseline.json")
    client_jars = sorted(str(jar) for jar in (ROOT / "functions/conformance/target/ric").glob("*.jar"))
    return ":".join([*client_jars, f"{ARTIFACT}/lib/function.jar", packed])


def processor_ms(pid):
    """User and system time of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 // os.sysconf("SC_CLK_TCK")


def put_back(emulator):
    """One event: the milliseconds to its answer, after which the cluster is as it has to be."""
    cluster = f"c-{uuid.uuid4()}"
    event = broken(cluster)
    start = time.perf_counter()
    answer = emulator.invoke(event)
    took = (time.perf_counter() - start) * 1000
    after = client("rds").describe_db_clusters(DBClusterIdentifier=cluster)["DBClusters"][0]
    if answer != {"batchItemFailures": []} or not after["DeletionProtection"]:
        raise SystemExit(f"not put back: {answer}")
    return took


def started(flags, jars, env):
    command = [java.find_java(), *LAMBDAS, *flags, "-cp", jars, java.CLIENT]
    return Emulator([*command, "dev.auroraguardrails.rds.RdsHandler::handleRequest"], env, "/")


def run(flags, jars, env):
    """The first event of a new process: milliseconds, of these the processor's, and peak memory in MiB."""
    with started(flags, jars, env) as emulator:
        took = put_back(emulator)
        status = Path(f"/proc/{emulator.function}/status").read_text()
        return took, processor_ms(emulator.function), int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024


def train(archive, jars, env):
    """A process that sees a few events and writes its archive when it is asked to end."""
    with started([f"-XX:AOTCacheOutput={archive}"], jars, env) as emulator:
        for _ in range(3):
            put_back(emulator)
        pid = emulator.function
        os.kill(pid, signal.SIGTERM)
        end = time.monotonic() + 120
        while running(pid) and time.monotonic() < end:
            time.sleep(0.1)
    if not Path(archive).exists():
        raise SystemExit("the process wrote no archive")


def running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


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
            jars, archive = class_path(folder), f"{folder}/function.aot"
            train(archive, jars, env)
            print("| | to the first revert, ms | of the processors, ms | peak, MiB |\n|---|---|---|---|")
            for name, flags in (("no archive", []), ("AOT cache", [f"-XX:AOTCache={archive}", *QUIET])):
                times, busy, peaks = zip(*(run(flags, jars, env) for _ in range(runs)), strict=True)
                print(
                    f"| {name} | {statistics.median(times):.0f} ({min(times):.0f}..{max(times):.0f})"
                    f" | {statistics.median(busy):.0f} | {statistics.median(peaks):.0f} |"
                )
    finally:
        moto.terminate()
        moto.wait()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
