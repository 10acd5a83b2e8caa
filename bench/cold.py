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
import urllib.error
import urllib.request
import uuid
from pathlib import Path

import boto3
import samcli

ROOT = Path(__file__).resolve().parents[1]
ARTIFACT = Path(os.environ.get("ARTIFACT", ROOT / "target/artifacts/RdsFunction"))
RIE = next(Path(samcli.__file__).parent.glob("local/rapid/aws-lambda-rie-x86_64"))
MOTO, API, RUNTIME = 17700, 17701, 17702
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


def answers(url):
    try:
        urllib.request.urlopen(url, timeout=2).read()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


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
        "GUARDRAILS_FAMILY": "rds",
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
    return json.dumps({"Records": [message]}).encode()


def child_of(pid):
    """The function's JVM; any thread of the emulator may have started it."""
    return next(
        int(child)
        for task in Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text().split()
    )


def run(flags, env, archive=None):
    java = subprocess.run(
        [ROOT / "local/find-java"], capture_output=True, text=True, check=True
    ).stdout.strip()
    classpath = f"{ROOT}/functions/conformance/target/ric/*:{ARTIFACT}/lib/function.jar:{ARTIFACT}"
    command = [RIE, "--runtime-interface-emulator-address", f"127.0.0.1:{API}"]
    command += ["--runtime-api-address", f"127.0.0.1:{RUNTIME}", java, *flags, "-cp", classpath]
    command += ["com.amazonaws.services.lambda.runtime.api.client.AWSLambda"]
    command += ["dev.auroraguardrails.rds.RdsHandler::handleRequest"]
    emulator = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        while not answers(f"http://127.0.0.1:{API}/"):
            time.sleep(0.02)
        cluster = f"c-{uuid.uuid4()}"
        body = broken(cluster)
        start = time.perf_counter()
        url = f"http://127.0.0.1:{API}/2015-03-31/functions/function/invocations"
        answer = urllib.request.urlopen(urllib.request.Request(url, data=body), timeout=30).read()
        took = (time.perf_counter() - start) * 1000
        function = child_of(emulator.pid)
        status = Path(f"/proc/{function}/status").read_text()
        peak = int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024
        after = client("rds").describe_db_clusters(DBClusterIdentifier=cluster)["DBClusters"][0]
        if json.loads(answer) != {"batchItemFailures": []} or not after["DeletionProtection"]:
            raise SystemExit(f"not put back: {answer}")
        if archive:
            jcmd = Path(os.path.realpath(java)).with_name("jcmd")
            dump = [jcmd, str(function), "VM.cds", "dynamic_dump", archive]
            subprocess.run(dump, check=True, stdout=subprocess.DEVNULL)
        return took, peak
    finally:
        emulator.terminate()
        emulator.communicate(timeout=20)


def main(runs):
    for port in (MOTO, API, RUNTIME):
        if answers(f"http://127.0.0.1:{port}/"):
            raise SystemExit(f"port {port} is in use")
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
