"""What `guardrails replay` takes: records a second, and the peak of its memory at two sizes.

    .venv/bin/python bench/replay.py [MEGABYTES ...]      # default: 100 600

Log files as CloudTrail writes them are made in a temporary folder and deleted: nineteen of twenty records are
reads and other services' calls, one is of events/. Half of the files are packed. Fails where the peak
is 300 MiB or more, or where the replay counts otherwise than was written.
"""

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIMIT_MIB = 300
OTHERS = 19
PER_FILE = 4_000


def templates():
    """Records of events/, and calls that nobody looks at of the same length and with the same members."""
    names = ("ModifyDBCluster", "AuthorizeSecurityGroupIngress", "AttachRolePolicy", "StopDBCluster")
    ours = [json.loads((ROOT / "events" / f"{name}.json").read_text())["detail"] for name in names]
    others = []
    for source, name in (("s3", "GetBucketAcl"), ("ec2", "DescribeInstances"), ("kms", "Decrypt"), ("sts", "AssumeRole")):
        other = json.loads(json.dumps(ours[0]))
        others.append(other | {"eventSource": f"{source}.amazonaws.com", "eventName": name, "readOnly": True})
    return ours, others


def write(folder, megabytes):
    """Writes logs of at least that size unpacked; returns their bytes and how many records of each sort there are."""
    ours, others = templates()
    texts = [(json.dumps(record), record["eventID"]) for record in ours + others]
    written = files = interesting = records = 0
    while written < megabytes * 1_000_000:
        lines = []
        for number in range(PER_FILE):
            mine = number % (OTHERS + 1) == 0
            text, old = texts[(number // (OTHERS + 1)) % len(ours) if mine else len(ours) + number % len(others)]
            lines.append(text.replace(old, str(uuid.UUID(int=records + number))))
            interesting += mine
        records += PER_FILE
        content = ('{"Records": [' + ",".join(lines) + "]}").encode()
        day = folder / f"AWSLogs/123456789012/CloudTrail/us-east-1/2026/03/{files % 28 + 1:02}"
        day.mkdir(parents=True, exist_ok=True)
        if files % 2:
            (day / f"{files:06}.json.gz").write_bytes(gzip.compress(content, 1))
        else:
            (day / f"{files:06}.json").write_bytes(content)
        written += len(content)
        files += 1
    return written, records, interesting


def run(folder):
    """Replays the folder; returns the report, seconds and the peak in MiB."""
    command = [ROOT / "guardrails", "replay", "--json", "--baseline", "recommended", folder]
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    report = json.loads(process.stdout.read())
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"replay ended with {status}")
    return report, time.monotonic() - start, used.ru_maxrss / 1024


def main():
    bad = False
    for megabytes in [int(word) for word in sys.argv[1:]] or [100, 600]:
        folder = Path(tempfile.mkdtemp(prefix="replay-"))
        try:
            written, records, interesting = write(folder, megabytes)
            report, seconds, peak = run(folder)
        finally:
            shutil.rmtree(folder)
        calls = report["calls"]
        right = calls["records"] == records and calls["lookedAt"] == interesting and not calls["filesUnread"]
        bad |= not right or peak >= LIMIT_MIB
        print(
            f"{written / 1e6:6.0f} MB, {records:8,} records ({interesting:,} looked at): {seconds:5.1f} s,"
            f" {records / seconds:9,.0f} records/s, {written / 1e6 / seconds:4.0f} MB/s, peak {peak:3.0f} MiB"
            + ("" if right else f"  COUNTED OTHERWISE: {calls}"),
            flush=True,
        )
    sys.exit(bad)


if __name__ == "__main__":
    main()
