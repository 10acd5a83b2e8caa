"""The command that runs a Java function: JDK 25 and Lambda's own runtime interface client."""

import subprocess
from pathlib import Path

FINDER = Path(__file__).resolve().parents[2] / "find-java"
NATIVE = "--enable-native-access=ALL-UNNAMED"
CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"


class NoJava(Exception):
    """There is no JDK 25 to run the functions with."""


def find_java() -> str:
    """What `local/find-java` finds; the build uses the same."""
    found = subprocess.run([str(FINDER)], capture_output=True, text=True, check=False)
    if found.returncode != 0:
        raise NoJava(found.stderr.strip())
    return found.stdout.strip()


def command(java: str, artifact: Path, client: Path, handler: str) -> list[str]:
    """As Lambda starts it: serial collector, first compiler only, the artifact before the client."""
    class_path = f"{artifact}:{artifact}/lib/*:{client}/*"
    return [java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", NATIVE, "-cp", class_path, CLIENT, handler]
