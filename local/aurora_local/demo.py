"""`demo`: breaks an example account through ordinary API calls and shows what the guard does about it."""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from . import demo_login
from .demo_steps import SCENES, Scene, Shop
from .function.java import NoJava
from .local_aws import LocalAws, derived_parameters, java_command
from .stack import DeploymentError

REPOSITORY = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 60
COLOURS = {"reverted": "\033[32m", "alerted": "\033[33m", "left alone": "\033[2m", "WRONG": "\033[31m"}
PLAIN = "\033[0m"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--artifacts", type=Path, required=True, help="folder with one folder a function")
    parser.add_argument("--ric", type=Path, required=True, help="Lambda's runtime interface client")


def demo(options: argparse.Namespace) -> int:
    started = time.monotonic()
    try:
        with LocalAws() as aws, tempfile.TemporaryDirectory() as folder:
            shop = Shop(aws)
            parameters = derived_parameters(options.artifacts) | demo_login.parameters(Path(folder))
            stack = aws.deploy(REPOSITORY / "template.yaml", parameters)
            aws.run(java_command(options.artifacts, options.ric))
            print(f"A local AWS at {aws.endpoint}, the guard deployed to it by template.yaml:")
            print(f"{len(stack.functions)} functions, {len(stack.resources)} resources.\n")
            results = [_play(aws, shop, scene) for scene in SCENES]
            results.append(_play_login(aws))
            _print_alerts(results)
            return _summary(results, time.monotonic() - started)
    except (DeploymentError, NoJava, OSError) as error:
        print(f"demo: {error}", file=sys.stderr)
        return 1


class Result:
    """What became of one scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.alerts: list[dict[str, Any]] = []
        self.milliseconds = 0.0
        self.problems: list[str] = []


def _play(aws: LocalAws, shop: Shop, scene: Scene) -> Result:
    result = Result(scene)
    seq = aws.log.last
    began = time.monotonic()
    scene.change(shop)
    call = aws.wait_for(lambda e: e["kind"] == "call" and not e["own"], after=seq, timeout=5)
    event_id = call["eventID"]
    if call["rules"]:
        _await(aws, seq, call, result)
    elif not scene.unwatched:
        result.problems.append("no rule let the event through")
    result.alerts = _alerts(aws, seq, event_id)
    _await_state(shop, scene, result)
    result.milliseconds = (time.monotonic() - began) * 1000
    told = {alert["body"]["control"]["id"]: alert["body"]["outcome"] for alert in result.alerts}
    if told != scene.outcomes:
        result.problems.append(f"expected {scene.outcomes or 'no alert'}, got {told or 'no alert'}")
    if not scene.outcomes and _own_calls(aws, seq):
        result.problems.append("the guard changed something")
    _print_line(result)
    return result


def _play_login(aws: LocalAws) -> Result:
    title = "orders: GRANT rds_superuser in the database's log; there is no database to ask"
    scene = Scene("alice", title, lambda _: None, lambda _: True, {"LOGIN-12": "alerted"})
    result = Result(scene)
    demo_login.subscribe(aws)
    began = time.monotonic()
    answered, result.alerts = demo_login.write(aws, demo_login.GRANT, timeout=PATIENCE_SECONDS)
    result.milliseconds = (time.monotonic() - began) * 1000
    if answered["error"]:
        result.problems.append(f"the function failed: {answered['error']}")
    if [alert["body"]["control"]["id"] for alert in result.alerts] != ["LOGIN-12"]:
        result.problems.append(f"expected LOGIN-12, got {len(result.alerts)} alerts")
    _print_line(result)
    return result


def _await(aws: LocalAws, seq: int, call: dict[str, Any], result: Result) -> None:
    """Until the function has answered for the event."""
    try:
        done = aws.answered(call, seq, PATIENCE_SECONDS)
    except TimeoutError:
        result.problems.append(f"no answer within {PATIENCE_SECONDS} s")
        return
    if done["error"] or done["failures"]:
        result.problems.append(f"the function failed: {done['error'] or done['failures']}")


def _await_state(shop: Shop, scene: Scene, result: Result) -> None:
    """The function has answered, so the state must stand already."""
    if not scene.ends_as(shop):
        result.problems.append("the state is not as it should be")


def _alerts(aws: LocalAws, seq: int, event_id: str) -> list[dict[str, Any]]:
    entries, _ = aws.log.after(seq)
    return [e for e in entries if e["kind"] == "alert" and e["body"]["event"]["id"] == event_id]


def _own_calls(aws: LocalAws, seq: int) -> list[dict[str, Any]]:
    entries, _ = aws.log.after(seq)
    return [e for e in entries if e["kind"] == "call" and e["own"]]


def _print_line(result: Result) -> None:
    scene = result.scene
    verdict = "WRONG" if result.problems else scene.expected
    controls = ", ".join(scene.outcomes)
    seen = {"reverted": "seen back", "alerted": "told", "left alone": "judged"}[scene.expected]
    if scene.unwatched:
        seen = "not delivered"
    tail = "; ".join(result.problems) or f"{controls + ' ' if controls else ''}{seen}"
    shown = verdict
    if sys.stdout.isatty():
        shown = f"{COLOURS[verdict]}{verdict}{PLAIN}"
    pad = " " * (10 - len(verdict))
    print(f"{scene.who:9} {scene.title:82} {shown}{pad} {result.milliseconds:6.0f} ms  {tail}", flush=True)


def _print_alerts(results: list[Result]) -> None:
    print("\nThe alerts, as they arrive by e-mail:")
    for result in results:
        for alert in result.alerts:
            print(f"\n{'-' * 100}\nSubject: {alert['subject']}\n\n{alert['text'].rstrip()}")
    print("-" * 100)


def _summary(results: list[Result], seconds: float) -> int:
    wrong = [result for result in results if result.problems]
    counts = {
        kind: sum(1 for r in results if r.scene.expected == kind and not r.problems)
        for kind in ("reverted", "alerted", "left alone")
    }
    said = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    print(f"\n{len(results)} changes: {said}, {len(wrong)} wrong. {seconds:.0f} s.")
    for result in wrong:
        print(f"  WRONG: {result.scene.title}: {'; '.join(result.problems)}")
    return 1 if wrong else 0
