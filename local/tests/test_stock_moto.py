"""Each patch has a gap of stock moto behind it. When moto closes one, or moves the hook, this says so."""

import json
import os
import subprocess
import sys
from functools import cache

import pytest
from conftest import HERE

from aurora_local import moto_patches

EXTRA = {"rds_modify_waits", "ec2_rules_hook"}
PATCHES = {module.__name__.rsplit(".", 1)[-1] for module in moto_patches.MODULES}


@cache
def probed():
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(HERE / "stock_probe.py")],
        env={**os.environ, "AWS_DEFAULT_REGION": "us-east-1", "MOTO_IAM_LOAD_MANAGED_POLICIES": "false"},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", sorted(PATCHES | EXTRA))
def test_stock_moto_still_needs_the_patch(name):
    assert probed()[name] is True, f"moto does this itself now, or its hook moved: look at {name}"


def test_every_patch_has_its_probe():
    assert set(probed()) == PATCHES | EXTRA
