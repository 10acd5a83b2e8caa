"""`python -m aurora_local serve …`"""

import argparse
import logging
import sys

from .serve import add_arguments, serve


def main() -> int:
    logging.basicConfig(level=logging.ERROR, format="%(name)s: %(message)s")
    parser = argparse.ArgumentParser(prog="aurora_local", description="a local AWS for Aurora Guardrails")
    commands = parser.add_subparsers(dest="command", required=True)
    add_arguments(commands.add_parser("serve", help="run it until Ctrl-C"))
    return serve(parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())
