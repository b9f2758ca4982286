"""The `yinuo` command: what a person types to run the product."""

import argparse
import errno
import os
import secrets
import socket
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import django
from django.core.management import CommandError, call_command, get_commands, load_command_class
from django.db.utils import OperationalError

from yinuo.base.stack import with_room

PLAIN = {
    "worker": "send mails and do what falls due, until stopped (`yinuo serve` starts one itself)",
    "migrate": "bring the database to this version",
    "doctor": "look at this installation and say what is missing",
    "verify": "check every event of the book against its chain",
    "check": "ask the practice checks of every project and print what fires (--project CODE, --format json)",
    "backup": "write the whole book into one file while everybody goes on working",
    "restore": "take a backup in again: yinuo restore FILE --into DIR --verify",
}
OURS = {"check": "check_projects"}
"""Commands whose word Django keeps for itself."""
SPEAKING = ("doctor", "verify", "check", "backup", "restore")
"""Commands that answer in the language of the terminal; the others write what stays, in the installation's own."""


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code 0 when all is well, 1 when something has to be done first, 2 for a wrong option."""
    options, rest = _parser().parse_known_args(argv)
    if options.command is None:
        _parser().print_help()
        return 2
    if rest and options.command not in PLAIN:
        _parser().error(f"unknown: {' '.join(rest)}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yinuo.config.settings")
    if getattr(options, "port", None):
        os.environ["PORT"] = str(options.port)
    if options.command == "demo":
        os.environ["YINUO_DEMO"] = "1"
    if options.command == "restore":
        rest = _aim(rest)
    if unready := _unready():
        say(unready)
        return 1
    try:
        return with_room(_act, options, rest)
    except CommandError as trouble:
        say(str(trouble))
    except OperationalError as trouble:
        say(f"The database does not answer: {str(trouble).splitlines()[0]}. Look at DATABASE_URL and at its server.")
    return 1


def _act(options: argparse.Namespace, rest: list[str]) -> int:
    if {"-h", "--help"} & set(rest):
        return _help(options.command)
    if options.command in SPEAKING:
        _speak()
    acts: dict[str, Callable[[argparse.Namespace], int]] = {"demo": _demo, "serve": _serve, "bench": _bench}
    if options.command in acts:
        return acts[options.command](options)
    call_command(OURS.get(options.command, options.command), *rest)
    return 0


def _unready() -> str:
    """What keeps the settings from being read: a data folder that cannot be made or written."""
    try:
        django.setup()
    except OSError as trouble:
        folder = Path(os.environ.get("YINUO_DATA", "var")).resolve()
        return f"The data folder {folder} cannot be used: {trouble.strerror}. Set YINUO_DATA to one you may write to."
    return ""


def _help(name: str) -> int:
    ours = OURS.get(name, name)
    load_command_class(get_commands()[ours], ours).print_help("yinuo", name)
    return 0


def _aim(rest: list[str]) -> list[str]:
    """Let the settings be read for the folder of `--into`, and the list of erased persons of the old one be heeded."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--into")
    into = parser.parse_known_args(rest)[0].into
    if into is None:
        return rest
    old = Path(os.environ.get("YINUO_DATA", "var")) / "erasures.jsonl"
    os.environ["YINUO_DATA"] = into
    os.environ.setdefault("YINUO_SECRET_KEY", secrets.token_urlsafe(48))  # the backup brings its own
    return [*rest, "--erasures", str(old.resolve())]


def _speak() -> None:
    from django.conf import settings
    from django.utils import translation

    wish = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    languages = {"zh": "zh-hans", "en": "en"}
    translation.activate(languages.get(wish[:2].lower(), settings.LANGUAGE_CODE))


def say(line: str = "") -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="yinuo",
        description="Yinuo 一诺: one ledger of everything expected and promised between a firm and its clients.",
        epilog="A book of your own: yinuo migrate, then yinuo serve. A story to look at: yinuo demo. "
        "Data lies in $YINUO_DATA, or in ./var.",
    )
    commands = parser.add_subparsers(dest="command", metavar="command")
    demo = commands.add_parser("demo", help="load a told story into an empty data folder and serve it")
    demo.add_argument("--load-only", action="store_true", help="load the story and stop")
    demo.add_argument("--language", choices=["zh-hans", "en"], default="zh-hans", help="the story's language")
    demo.add_argument("--as-of", type=date.fromisoformat, metavar="DATE", help="tell it as of this day, YYYY-MM-DD")
    serve = commands.add_parser("serve", help="serve the pages and run the worker")
    for command in (demo, serve):
        command.add_argument("--port", type=int, help="the port, else $PORT, else 8000")
        command.add_argument("--host", default="127.0.0.1", help="the address to listen on (%(default)s)")
    bench = commands.add_parser("bench", help="check our arithmetic against answers known elsewhere")
    bench.add_argument("what", choices=["psplib"], help="psplib: the critical path of the networks of PSPLIB")
    bench.add_argument("folder", type=Path, metavar="DIR", help="the folder with the archives *.tar.xz")
    for name, does in PLAIN.items():
        commands.add_parser(name, help=does, add_help=False)
    return parser


def _bench(options: argparse.Namespace) -> int:
    from yinuo.science.schedule import psplib

    told = []
    for name, case in psplib.cases(options.folder):
        told.append(psplib.agrees(case))
        if not told[-1]:
            say(f"{name}: the file says {case.length}")
    say(f"{sum(told)} of {len(told)}")
    return 0 if told and all(told) else 1


def _demo(options: argparse.Namespace) -> int:
    from yinuo.people.models import Person

    say("1  Preparing the database")
    call_command("migrate", verbosity=0)
    if Person.objects.exists():
        say("2  The data folder already holds a book: the story is not loaded again")
        call_command("load_story", again=True)
    else:
        say("2  Loading the story")
        call_command("load_story", language=options.language, as_of=options.as_of)
    if options.load_only:
        return 0
    say("3  Serving the demo: stop it with Ctrl-C")
    return _serve(options)


def _serve(options: argparse.Namespace) -> int:
    from django.db import connection, connections

    from yinuo.base import guards
    from yinuo.config import household

    port = int(os.environ.get("PORT", "8000"))
    if missing := household.migrations_to_do(connection):
        say(f"The database lacks {missing} of this version's migrations. Run: yinuo migrate")
        return 1
    if unguarded := guards.missing(connection):  # an upgrade was cut off before its last step
        say(f"The database lacks {len(unguarded)} of its guards. Run: yinuo migrate")
        return 1
    if trouble := _taken(options.host, port, options.command):
        say(trouble)
        return 1
    threads = 1 if connection.vendor == "sqlite" else 4
    connections.close_all()
    name = "localhost" if options.host in {"127.0.0.1", "::1"} else options.host
    say(f"   http://{name}:{port}")
    return household.keep_running(
        [
            household.pages(host=options.host, port=port, threads=threads),
            household.worker(),
        ]
    )


def _taken(host: str, port: int, command: str) -> str:
    """Why pages cannot listen there, with the way out; empty where they can."""
    if port not in range(1, 65536):
        return f"There is no port {port}: choose one from 1 to 65535."
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as door:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            door.bind((host, port))
    except OSError as trouble:
        if trouble.errno == errno.EADDRINUSE:
            return f"Port {port} is taken by another program. Choose another: yinuo {command} --port {port + 1}"
        return f"Cannot listen on {host}, port {port}: {trouble.strerror}. Give another --host or --port."
    return ""


if __name__ == "__main__":
    sys.exit(main())
