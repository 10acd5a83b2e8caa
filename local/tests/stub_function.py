"""A function that speaks the Lambda Runtime API, and does what the event's `detail.eventName` tells it."""

import json
import os
import subprocess
import sys
import time
import urllib.request

API = f"http://{os.environ['AWS_LAMBDA_RUNTIME_API']}/2018-06-01/runtime"


def post(path: str, body: object) -> None:
    request = urllib.request.Request(f"{API}/{path}", data=json.dumps(body).encode(), method="POST")
    urllib.request.urlopen(request).read()


def handle(event: dict) -> dict:
    if "Records" not in event:
        if event.get("throw"):
            raise ValueError("thrown by the function")
        return {"got": event}
    failures = []
    for record in event["Records"]:
        if "Sns" in record:
            print("told", json.dumps(record), flush=True)
            if record["Sns"]["Message"] == "Throw":
                raise ValueError("thrown by the function")
            continue
        name = json.loads(record["body"])["detail"]["eventName"]
        print(f"handling {name}", flush=True)
        if name == "Poison":
            failures.append({"itemIdentifier": record["messageId"]})
        elif name == "Stranger":
            failures.append({"itemIdentifier": "no-such-message"})
        elif name == "Throw":
            raise ValueError("thrown by the function")
        elif name == "Exit":
            sys.exit(3)
        elif name == "Sleep":
            time.sleep(60)
        elif name == "Spawn":
            print("child", subprocess.Popen(["sleep", "300"]).pid, flush=True)
        elif name == "Environment":
            print(json.dumps(dict(os.environ)), flush=True)
    return {"batchItemFailures": failures}


print("started", os.getpid(), flush=True)
while True:
    with urllib.request.urlopen(f"{API}/invocation/next") as response:
        request_id, event = response.headers["Lambda-Runtime-Aws-Request-Id"], json.load(response)
    try:
        post(f"invocation/{request_id}/response", handle(event))
    except ValueError as error:
        problem = {"errorType": "ValueError", "errorMessage": str(error)}
        post(f"invocation/{request_id}/error", problem)
