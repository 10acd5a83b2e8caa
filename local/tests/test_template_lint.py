"""The template as CloudFormation gets it: SAM's own check accepts what no account would."""

import json
import subprocess
import sys
from pathlib import Path

import boto3
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

PROJECT = Path(__file__).resolve().parents[2]
TEMPLATE = PROJECT / "template.yaml"
REGION = "us-east-1"
CFN_LINT = Path(sys.executable).with_name("cfn-lint")


def lint(sam, folder):
    session = boto3.session.Session(region_name=REGION)
    sam["Globals"]["Function"]["CodeUri"] = "s3://artifacts/function.zip"
    transformed = Translator({}, Parser(), boto_session=session).translate(sam, {"AWS::Region": REGION})
    path = folder / "transformed.json"
    path.write_text(json.dumps(transformed))
    return subprocess.run([CFN_LINT, "-r", REGION, "--", path], capture_output=True, text=True, check=False)


def test_the_transformed_template_is_clean(tmp_path):
    result = lint(yaml_parse(TEMPLATE.read_text()), tmp_path)
    assert (result.returncode, result.stdout) == (0, "")


def test_a_runtime_that_does_not_exist_is_found(tmp_path):
    sam = yaml_parse(TEMPLATE.read_text())
    sam["Globals"]["Function"]["Runtime"] = "java99"
    assert "java99" in lint(sam, tmp_path).stdout


def test_the_template_of_other_regions_is_clean():
    template = PROJECT / "template-forward.yaml"
    result = subprocess.run(
        [CFN_LINT, "-r", REGION, "eu-west-1", "--", template], capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout) == (0, "")
