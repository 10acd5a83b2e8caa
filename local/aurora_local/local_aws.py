"""The local AWS as one object: start it, deploy to it, call it, watch it, end it."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")

import boto3
from botocore.config import Config
from moto.moto_api._internal import moto_api_backend

from . import moto_patches, people
from .api import LocalApi
from .dispatch import Dispatcher
from .faults import Faults
from .front import Front, Invocations
from .function import java
from .function.rights import lacking_rights
from .function.runner import Command, Runner
from .gateway import Gateway
from .iam import ROOT_KEY, Enforcer, user_principal
from .log import EventLog
from .moto_patches import observer
from .server import Server
from .stack import DeployedStack, DeploymentError, Function, deploy
from .stack.rights import denied_to_deployer

ACCOUNT = "123456789012"
DEFAULT_REGION = "us-east-1"


@dataclass(frozen=True)
class Credentials:
    access_key: str
    secret_key: str


ROOT = Credentials(ROOT_KEY, "not-a-secret")


class LocalAws:
    """`with LocalAws() as aws:` is an account without a stack; `deploy` and `run` add the guard.

    One at a time in a process: moto's state belongs to the process, and starting forgets it.
    """

    def __init__(
        self,
        region: str = DEFAULT_REGION,
        port: int = 0,
        account_id: str = ACCOUNT,
        enforce_iam: bool = True,
    ) -> None:
        self.region = region
        self.account_id = account_id
        self.log = EventLog()
        self.stack: DeployedStack | None = None
        self.users: dict[str, Credentials] = {}
        self._clients: dict[tuple[str, str | None, str], Any] = {}
        self._runner: Runner | None = None
        self._port = port
        self._enforcer = Enforcer(account_id) if enforce_iam else None

    def __enter__(self) -> "LocalAws":
        moto_patches.install()
        moto_api_backend.reset()
        self.faults = Faults(self.account_id, self.log, self._is_own_role)
        self.dispatcher = Dispatcher(self.account_id, self.log, self._is_own_role, self.faults.deliver)
        api = LocalApi(self)
        gateway = Gateway(self.account_id, self.dispatcher.on_record, api, self._enforcer)
        self._server = Server(gateway, self._port)
        self.endpoint = self._server.endpoint
        self.port = self._server.port
        observer.listen(self._observe)
        invocations = Invocations(lambda: self._runner)
        self._server.put_before(lambda gateway: Front(gateway, self.account_id, self.faults, invocations))
        self._server.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self.faults.stop()
        if self._runner:
            self._runner.stop()
        self._server.stop()
        observer.forget(self._observe)

    def user(self, name: str) -> Credentials:
        """The keys of a user, with the policies of `people`; made when first asked for."""
        if name not in self.users:
            iam = self.client("iam")
            iam.create_user(UserName=name)
            if name in people.POLICIES:
                iam.put_user_policy(UserName=name, PolicyName="own", PolicyDocument=people.POLICIES[name])
            else:
                iam.attach_user_policy(UserName=name, PolicyArn=people.ADMINISTRATOR)
            key = iam.create_access_key(UserName=name)["AccessKey"]
            self.users[name] = Credentials(key["AccessKeyId"], key["SecretAccessKey"])
        return self.users[name]

    def client(self, service: str, user: str | None = None, region: str | None = None) -> Any:
        """A boto3 client of this account; without a user, the account's root."""
        key = (service, user, region or self.region)
        if key not in self._clients:
            credentials = self.user(user) if user else ROOT
            self._clients[key] = _session().client(
                service,
                region_name=key[2],
                endpoint_url=self.endpoint,
                aws_access_key_id=credentials.access_key,
                aws_secret_access_key=credentials.secret_key,
                config=Config(retries={"max_attempts": 1}),
            )
        return self._clients[key]

    def deploy(self, template: Path, parameters: dict[str, str] | None = None) -> DeployedStack:
        self.stack = deploy(Path(template), self.account_id, self.region, parameters or {})
        if self._enforcer:
            self._check_rights(self._enforcer, self.stack)
        return self.stack

    def _check_rights(self, enforcer: Enforcer, stack: DeployedStack) -> None:
        deployer = user_principal(self.account_id, people.DEPLOYER)
        denied = denied_to_deployer(enforcer, stack, deployer) if deployer else []
        if denied:
            raise DeploymentError(f"{people.DEPLOYER} may not create this stack:\n  " + "\n  ".join(denied))
        lacking = lacking_rights(enforcer, stack)
        if lacking:
            raise DeploymentError("what Lambda does with the roles is denied:\n  " + "\n  ".join(lacking))

    def run(self, command: Command, concurrency: int = 1) -> None:
        """Start the stack's functions, each with the command line that `command` gives for it."""
        self._runner = Runner(self.stack, self.account_id, self.endpoint, self.log, command, concurrency)
        self._runner.start()

    def answered(self, call: dict[str, Any], after: int, timeout: float) -> dict[str, Any]:
        """The answer of the function that guards what a call changed; `tamper` hears of many calls, too."""
        alone = all("Tamper" in rule for rule in call["rules"])
        return self.wait_for(
            lambda e: (
                e["kind"] == "invoked"
                and call["eventID"] in e["eventIDs"]
                and (alone or e["logicalId"] != "TamperFunction")
            ),
            after=after,
            timeout=timeout,
        )

    def wait_for(self, test: Callable[[dict], bool], after: int = 0, timeout: float = 30) -> dict[str, Any]:
        """The first log entry after `after` that satisfies `test`."""
        return self.log.wait_for(test, after, timeout)

    def describe(self) -> dict[str, Any]:
        """What `/_local/stack` and the ready line tell."""
        return {
            "endpoint": self.endpoint,
            "port": self.port,
            "account": self.account_id,
            "region": self.region,
            "users": {
                name: {"accessKeyId": keys.access_key, "secretAccessKey": keys.secret_key}
                for name, keys in self.users.items()
            },
            "stack": self._describe_stack(),
        }

    def _describe_stack(self) -> dict[str, Any] | None:
        stack = self.stack
        if stack is None:
            return None
        return {
            "name": stack.name,
            "parameters": stack.parameters,
            "outputs": stack.outputs,
            "resources": stack.resources,
            "roles": sorted(stack.role_arns),
            "functions": {
                function.logical_id: {
                    "name": function.name,
                    "arn": function.arn,
                    "roleArn": function.role_arn,
                    "handler": function.handler,
                    "environment": function.environment,
                }
                for function in stack.functions
            },
            "queues": {
                name: f"{self.endpoint}/{self.account_id}/{resource['physicalId'].rsplit('/', 1)[-1]}"
                for name, resource in stack.resources.items()
                if resource["type"] == "AWS::SQS::Queue"
            },
            "differences": stack.differences,
        }

    def _is_own_role(self, role_arn: str | None) -> bool:
        return self.stack is not None and role_arn in self.stack.role_arns

    def _observe(self, kind: str, **fields: Any) -> None:
        if kind == "notification":
            if self._runner and self._runner.has(fields["function"]):
                self._runner.invoke_later(fields["function"], fields["event"], "topic")
            return
        if kind == "dead-letter":
            fields["eventID"] = _event_id(fields["body"])
        self.log.add(kind, **fields)


@cache
def _session() -> Any:
    """One session reads each service's model once, whatever is started and ended in this process."""
    return boto3.session.Session()


def derived_parameters(artifacts: Path) -> dict[str, str]:
    """The template's parameters that the build derived from the baseline, beside the artifacts."""
    derived = artifacts / "parameters.json"
    return json.loads(derived.read_text()) if derived.exists() else {}


def java_command(artifacts: Path, client: Path) -> Command:
    """The command lines of Java functions: artifact `artifacts/<logical id>`, Lambda's client in `client`."""
    java_path = java.find_java()
    if not any(client.glob("*.jar")):
        raise DeploymentError(f"{client} holds no jars of the Lambda runtime interface client")

    def command(function: Function) -> tuple[list[str], str]:
        artifact = artifacts / function.logical_id
        if not artifact.is_dir():
            raise DeploymentError(
                f"there is no artifact of {function.logical_id}: {artifact} is not a folder"
            )
        absolute = artifact.resolve()
        return java.command(java_path, absolute, client.resolve(), function.handler), str(absolute)

    return command


def _event_id(body: str) -> str | None:
    try:
        return json.loads(body)["detail"]["eventID"]
    except (ValueError, KeyError, TypeError):
        return None
