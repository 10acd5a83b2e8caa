"""`python -m aurora_local serve …`"""

import argparse
import logging
import sys

from . import demo, serve


def main() -> int:
    logging.basicConfig(level=logging.ERROR, format="%(name)s: %(message)s")
    parser = argparse.ArgumentParser(prog="aurora_local", description="a local AWS for Aurora Guardrails")
    commands = parser.add_subparsers(dest="command", required=True)
    serve.add_arguments(commands.add_parser("serve", help="run it until Ctrl-C"))
    demo.add_arguments(commands.add_parser("demo", help="break the example account and watch the guard"))
    options = parser.parse_args()
    return demo.demo(options) if options.command == "demo" else serve.serve(options)


if __name__ == "__main__":
    sys.exit(main())
