"""`serve`: the local AWS at a terminal, or behind another program that reads one JSON line."""

import argparse
import json
import os
import signal
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .faults import settings as fault_settings
from .function.java import NoJava
from .local_aws import DEFAULT_REGION, LocalAws, derived_parameters, java_command
from .narrate import Narrator
from .people import PEOPLE
from .seed import Seeded, seed
from .stack import DeploymentError

REPOSITORY = Path(__file__).resolve().parents[2]
ENV_FILE = REPOSITORY / ".local" / "env"
TEMPLATE = REPOSITORY / "template.yaml"
PARENT_POLL_SECONDS = 0.2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--region", default=DEFAULT_REGION, help="IAM events reach rules in us-east-1 only")
    parser.add_argument(
        "--template", type=Path, help="SAM template to deploy (with --artifacts: the project's)"
    )
    parser.add_argument("--artifacts", type=Path, help="folder with one folder a function, by logical id")
    parser.add_argument("--ric", type=Path, help="folder with the jars of Lambda's runtime interface client")
    parser.add_argument("--parameter", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--concurrency", type=int, default=1, help="environments a function")
    parser.add_argument(
        "--faults",
        action="append",
        default=[],
        metavar="NAME=VALUE|FILE",
        help="what AWS does to a guard, from the start on: see README.md",
    )
    parser.add_argument("--no-seed", action="store_true", help="leave the account empty but for its users")
    parser.add_argument(
        "--json", action="store_true", help="print one JSON line when ready, and nothing else"
    )
    parser.add_argument("--ready-file", type=Path, help="write the ready line to this file, too")
    parser.add_argument("--quiet", action="store_true", help="do not print the changes as they happen")
    parser.add_argument("--no-iam", action="store_true", help="let everybody call everything")
    parser.add_argument("--end-with-parent", action="store_true", help="end when the starting process does")


def serve(options: argparse.Namespace) -> int:
    stopping = _stop_on_signals()
    if options.end_with_parent:
        threading.Thread(target=_outlive_nobody, args=(stopping,), name="parent", daemon=True).start()
    try:
        with LocalAws(options.region, options.port, enforce_iam=not options.no_iam) as aws:
            seeded = _prepare(aws, options)
            _announce(aws, seeded, options)
            try:
                _watch(aws, options, stopping)
            finally:
                _forget(options)
    except (DeploymentError, NoJava, OSError) as error:
        print(f"local AWS: {error}", file=sys.stderr)
        return 1
    return 0


def _stop_on_signals() -> threading.Event:
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    return stopping


def _outlive_nobody(stopping: threading.Event) -> None:
    """A process whose parent has died has another one."""
    parent = os.getppid()
    while os.getppid() == parent and not stopping.wait(PARENT_POLL_SECONDS):
        pass
    stopping.set()


def _prepare(aws: LocalAws, options: argparse.Namespace) -> Seeded | None:
    """The account comes first, as it does in life; then the guard is deployed to it."""
    if options.no_seed:
        for name in PEOPLE:
            aws.user(name)
        seeded = None
    else:
        seeded = seed(aws)
    template = options.template or (TEMPLATE if options.artifacts else None)
    if template:
        derived = derived_parameters(options.artifacts) if options.artifacts else {}
        aws.deploy(template, derived | _parameters(options.parameter))
    if options.artifacts:
        if not options.ric:
            raise DeploymentError(
                "--artifacts needs --ric, the folder with Lambda's runtime interface client"
            )
        aws.run(java_command(options.artifacts, options.ric), options.concurrency)
    try:
        aws.faults.use(fault_settings.from_words(options.faults))
    except ValueError as error:
        raise DeploymentError(f"--faults: {error}") from error
    return seeded


def _parameters(pairs: list[str]) -> dict[str, str]:
    wrong = [pair for pair in pairs if "=" not in pair]
    if wrong:
        raise DeploymentError(f"--parameter takes NAME=VALUE, not {wrong}")
    return dict(pair.split("=", 1) for pair in pairs)


def _announce(aws: LocalAws, seeded: Seeded | None, options: argparse.Namespace) -> None:
    ready = {"ready": True, "pid": os.getpid(), "log": aws.log.last, **aws.describe()}
    ready["seed"] = asdict(seeded) if seeded else None
    line = json.dumps(ready, default=str)
    if options.ready_file:
        options.ready_file.write_text(line + "\n")
    if options.json:
        print(line, flush=True)
        return
    _write_env(aws)
    print(f"A local AWS is at {aws.endpoint} (account {aws.account_id}, {aws.region}). Ctrl-C ends it.")
    if aws.stack:
        print(f"Stack {aws.stack.name}: {len(aws.stack.functions)} functions.")
        for difference in aws.stack.differences:
            print(f"  not as on AWS: {difference}")
    if seeded:
        print(_examples(seeded), flush=True)


def _examples(seeded: Seeded) -> str:
    group, cluster, role = seeded.group_id, seeded.cluster, seeded.role
    commands = (
        f"rds modify-db-cluster --db-cluster-identifier {cluster} --no-deletion-protection",
        f"ec2 authorize-security-group-ingress --group-id {group} --protocol tcp --port 5432"
        " --cidr 0.0.0.0/0",
        f"iam attach-role-policy --role-name {role} --policy-arn arn:aws:iam::aws:policy/AmazonRDSFullAccess",
    )
    lines = [f"You are {seeded.developer}, who may do everything. Try, in another terminal:"]
    lines += [f"  local/aws {command}" for command in commands]
    return "\n".join([*lines, "What happens is told here:"])


def _write_env(aws: LocalAws) -> None:
    """What `local/aws` reads; it lives as long as the server."""
    keys = aws.user("alice")
    ENV_FILE.parent.mkdir(exist_ok=True)
    ENV_FILE.write_text(
        f"AWS_ENDPOINT_URL={aws.endpoint}\n"
        f"AWS_REGION={aws.region}\n"
        f"AWS_DEFAULT_REGION={aws.region}\n"
        f"AWS_ACCESS_KEY_ID={keys.access_key}\n"
        f"AWS_SECRET_ACCESS_KEY={keys.secret_key}\n"
    )


def _forget(options: argparse.Namespace) -> None:
    if not options.json:
        ENV_FILE.unlink(missing_ok=True)
    if options.ready_file:
        options.ready_file.unlink(missing_ok=True)


def _watch(aws: LocalAws, options: argparse.Namespace, stopping: threading.Event) -> None:
    if options.json or options.quiet:
        stopping.wait()
        return
    functions = aws.stack.functions if aws.stack else []
    narrator = Narrator({function.name: function.role_arn.rsplit("/", 1)[-1] for function in functions})
    seen: Any = aws.log.last
    while not stopping.is_set():
        entries, seen = aws.log.after(seen, wait=0.5)
        for entry in entries:
            narrator.tell(entry)
