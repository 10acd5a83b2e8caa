"""Medians of the harness's raw samples: cold and warm, by tool and case.

tool-only is an answer's time without the time spent waiting for the emulator.
"""

import json
import sys
from pathlib import Path
from statistics import median


def row(tool, case, samples):
    cold = [f"{median(x['wall_ms'] for x in samples['cold']):.0f}"] if samples["cold"] else ["-"]
    warm = [x["ms"] - x["up_ms"] for x in samples["warm"]]
    reverted = sum(x["reverted"] for x in samples["cold"] + samples["warm"])
    both = [f"{median(warm[:120]):.1f}", f"{median(warm[-200:]):.1f}"] if warm else ["-", "-"]
    return [tool, case, *cold, *both, f"{reverted}/{len(samples['cold'] + samples['warm'])}"]


def main(results, *tools):
    print("| tool | case | cold, ms | warm tool-only, first 120, ms | last 200, ms | reverted |")
    print("|---|---|---|---|---|---|")
    for tool in tools:
        path = Path(results, tool + ".json")
        if path.exists():
            for case, samples in json.loads(path.read_text())["cases"].items():
                print("| " + " | ".join(row(tool, case, samples)) + " |")


main(*sys.argv[1:])
