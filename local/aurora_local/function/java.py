"""The command that runs a Java function: JDK 25 and Lambda's own runtime interface client."""

import os
import re
import shutil
import subprocess
from pathlib import Path

WANTED = "25"
CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"


class NoJava(Exception):
    """There is no JDK 25 to run the functions with."""


def find_java() -> str:
    """`$GUARDRAILS_JAVA`, then JAVA_HOME, the usual folders and the PATH, each only if it is a JDK 25."""
    chosen = os.environ.get("GUARDRAILS_JAVA")
    if chosen:
        return chosen
    homes = [Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []
    homes += sorted(Path("/usr/lib/jvm").glob(f"*{WANTED}*"))
    for home in homes:
        if (home / "bin" / "java").exists() and _release(home) == WANTED:
            return str(home / "bin" / "java")
    on_path = shutil.which("java")
    if on_path and _version(on_path) == WANTED:
        return on_path
    raise NoJava(
        "The functions need a JDK 25: install one (for example Temurin or Corretto 25) and set JAVA_HOME to it."
    )


def command(java: str, artifact: Path, client: Path, handler: str) -> list[str]:
    """As Lambda starts it: serial collector, first compiler only, the artifact before the client."""
    class_path = f"{artifact}:{artifact}/lib/*:{client}/*"
    return [java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", class_path, CLIENT, handler]


def _release(home: Path) -> str | None:
    release = home / "release"
    if not release.exists():
        return _version(str(home / "bin" / "java"))
    match = re.search(r'JAVA_VERSION="(\d+)', release.read_text())
    return match.group(1) if match else None


def _version(java: str) -> str | None:
    printed = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    match = re.search(r'version "(\d+)', printed)
    return match.group(1) if match else None
