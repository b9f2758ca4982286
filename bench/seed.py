"""`python -m bench.seed`: make the tables, fill them, and say on the last line what the measurement asks for."""

import argparse
import json
import sys
from dataclasses import asdict

import django


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.seed")
    parser.add_argument("--projects", type=int, default=20)
    parser.add_argument("--persons", type=int, default=60)
    parser.add_argument("--network", action="store_true", help="time one critical path instead")
    options = parser.parse_args()
    django.setup()
    from django.core.management import call_command

    from bench import filling, plans  # models can be named only after `setup`

    if options.network:
        sys.stdout.write(f"critical path of {plans.NODES:,} tasks: {plans.network_seconds():.2f} s of CPU\n")
        return
    call_command("migrate", verbosity=0)
    places = filling.fill(filling.Scale(options.projects, options.persons))
    sys.stdout.write(json.dumps(asdict(places)) + "\n")


if __name__ == "__main__":
    main()
