"""The commands of bootstrap.py: run, test, lint, format, bench, translations and so on.

Each is thin: the environment comes from environment.py, the needs of the system from
system_needs.py.
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import bundle
import distribution
import environment
import release
import sbom
import system_needs
from environment import CONSTRAINTS
from system_needs import SetupError

ROOT = Path(__file__).resolve().parents[1]
LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports_command as m; sys.exit(m())"
LINTS: tuple[tuple[str, ...], ...] = (
    ("-m", "ruff", "check", "."),
    ("-m", "ruff", "format", "--check", "."),
    ("-m", "mypy", "--strict"),
    ("-c", LINT_IMPORTS, "--no-logo"),
)
FORMATS: tuple[tuple[str, ...], ...] = (
    ("-m", "ruff", "check", "--fix", "."),
    ("-m", "ruff", "format", "."),
)
BUNDLES = ("bundle", "tarball", "deb")
# The words after these go on to another program, options and all.
TAKE_ARGUMENTS = ("run", "test", "bench", *BUNDLES)
UNWANTED = (
    "build",
    "dist",
    "shoegui.egg-info",
    ".pytest_cache",
    ".mypy_cache",
    ".ruff_cache",
    ".import_linter_cache",
    ".hypothesis",
)

# Programs that make files which are kept in the repository.
PROGRAMS = {
    "translations": str(Path("resources", "translations", "update.py")),
    "screenshots": str(Path("packaging", "screenshots.py")),
    "docs": str(Path("packaging", "command_line.py")),
}


def main(arguments: Sequence[str]) -> int:
    """Carry out one command and return the exit code: 3 when the machine lacks something."""
    parser = argparse.ArgumentParser(prog="bootstrap.py", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    helps = {
        "run": "set up, then start ShoeGUI with the arguments that follow",
        "test": "set up, then every check; the arguments that follow are pytest's",
        "lint": "set up, then every check but the tests",
        "format": "set up, then put the source into the one format",
        "bench": "set up, then run the benchmarks, or one: its name and its arguments",
        "translations": "set up, then bring resources/translations up to date with the window",
        "screenshots": "set up, then make the pictures of the window in docs/images anew",
        "docs": "set up, then write docs/command-line.md anew from the program's options",
        "dist": "set up, then build the sdist and the wheel into dist/",
        "sbom": "set up, then list the packages and networks that ship in dist/*.cdx.json",
        "release-files": "wheel, bundle, sbom and SHA256SUMS: what a release holds, in dist/",
        "wheel": "dist, then install the wheel into a new environment and smoke-test it",
        "bundle": "set up, then build the packaged program into dist/ and try it",
        "tarball": "set up, then build the packaged program as a tar.gz",
        "deb": "set up, then build the packaged program as a .deb",
        "setup": "set up only",
        "lock": f"choose the versions in {CONSTRAINTS} anew",
        "clean": "remove caches and builds",
    }
    for name, text in helps.items():
        command = commands.add_parser(name, help=text)
        if name == "setup":
            command.add_argument("--cuda", action="store_true", help="NVIDIA's libraries as well")
        if name == "clean":
            command.add_argument("--all", action="store_true", help=".venv as well")
    ours = 1 if arguments and arguments[0] in TAKE_ARGUMENTS else len(arguments)
    asked = parser.parse_args(arguments[:ours])
    try:
        return dispatch(asked, arguments[ours:])
    except SetupError as problem:
        print(problem, file=sys.stderr)
        return problem.exit_code
    except OSError as problem:
        print(f"Set-up stopped: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted.", file=sys.stderr)
        return 130


def dispatch(asked: argparse.Namespace, rest: Sequence[str]) -> int:
    """Do what `asked.command` says."""
    match asked.command:
        case "run":
            return start(environment.prepare(ROOT), rest)
        case "test":
            return check(environment.prepare(ROOT, ["test"]), [*LINTS, ("-m", "pytest", *rest)])
        case "lint":
            return check(environment.prepare(ROOT, ["test"]), LINTS)
        case "format":
            return check(environment.prepare(ROOT, ["test"]), FORMATS)
        case "bench":
            python = environment.prepare(ROOT, ["test"])
            # What is measured runs as the program does: see shoegui/__main__.py.
            os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
            return check(python, benchmarks(ROOT, rest))
        case "translations" | "screenshots" | "docs":
            return check(environment.prepare(ROOT), [(PROGRAMS[asked.command],)])
        case "dist" | "wheel":
            python = environment.prepare(ROOT)
            return distribution.run(ROOT, python, try_it=asked.command == "wheel")
        case "sbom":
            print(sbom.make(ROOT, environment.prepare(ROOT), release.version_of(ROOT)))
            return 0
        case "release-files":
            return release_files()
        case command if command in BUNDLES:
            return bundle.run(ROOT, environment.prepare(ROOT, ["bundle"]), command, rest)
        case "setup":
            python = environment.prepare(ROOT, ["cuda"] if asked.cuda else [])
            print(f"ShoeGUI is set up: {python} -m shoegui --help")
            return 0
        case "lock":
            return lock()
        case _:
            clean(everything=asked.all)
            return 0


def release_files() -> int:
    """Make what this system can make of a release, in an empty dist/; stop at what fails."""
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    for name in ("wheel", "bundle", "sbom"):
        code = main([name])
        if code != 0:
            return code
    pack = [str(environment.prepare(ROOT)), str(ROOT / "packaging" / "cuda_pack.py"), "--archive"]
    # 3 is its word for a system that has no CUDA: macOS.
    if subprocess.run(pack, check=False).returncode not in (0, 3):
        return 1
    return release.main(["sums"])


def start(python: Path, arguments: Sequence[str]) -> int:
    """Become ShoeGUI; where a process cannot become another, wait for it."""
    command = [str(python), "-m", "shoegui", *arguments]
    if os.name != "nt":
        os.execv(command[0], command)
    return subprocess.run(command, check=False).returncode


def check(python: Path, programs: Sequence[Sequence[str]]) -> int:
    """Run every program, the tests last, and name those that failed."""
    failed = []
    for words in programs:
        name = "lint-imports" if LINT_IMPORTS in words else shlex.join(words[words[0] == "-m" :])
        print(f"\n== {name}", flush=True)
        if subprocess.run([str(python), *words], cwd=ROOT, check=False).returncode != 0:
            failed.append(name)
    if failed:
        print(f"\nFailed: {'; '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def benchmarks(root: Path, words: Sequence[str]) -> list[tuple[str, ...]]:
    """The programs in benchmarks/, or the one that the first of `words` names with the others.

    Beside them lie modules that they share. Raises SetupError when there is no such program.
    """
    programs = {
        path.stem: str(path)
        for path in sorted((root / "benchmarks").glob("*.py"))
        if '__name__ == "__main__"' in path.read_text(encoding="utf-8")
    }
    if not words:
        return [(program,) for program in programs.values()]
    if words[0] not in programs:
        raise SetupError(f"No benchmark is called {words[0]}: there is {', '.join(programs)}.", 2)
    return [(programs[words[0]], *words[1:])]


def lock() -> int:
    """Write the constraints anew with uv, which sees every platform at once."""
    system_needs.ensure(for_tests=False)
    with tempfile.TemporaryDirectory(prefix="shoegui-lock-") as folder:
        venv = Path(folder) / "venv"
        environment.make(venv)
        python = str(environment.venv_python(venv))
        environment.run(ROOT, [python, "-m", "pip", "install", "--quiet", "uv>=0.9"])
        options = ["--universal", "--python-version", "3.11", "--fork-strategy", "fewest"]
        options += ["--all-extras", "--group", "build", "--group", "sbom", "--strip-extras"]
        options += ["--no-emit-index-url", "--no-emit-find-links", "--upgrade", "--quiet"]
        options += ["--custom-compile-command", "make lock", "--output-file", CONSTRAINTS]
        command = [python, "-m", "uv", "pip", "compile", "pyproject.toml", *options]
        return subprocess.run(command, cwd=ROOT, check=False).returncode


def clean(*, everything: bool) -> None:
    """Remove what checks and builds leave behind, and .venv when `everything` is to go."""
    for name in (*UNWANTED, *([".venv"] if everything else [])):
        shutil.rmtree(ROOT / name, ignore_errors=True)
    for folder in ("shoegui", "tests", "benchmarks", "models", "packaging"):
        for cache in (ROOT / folder).rglob("__pycache__"):
            shutil.rmtree(cache, ignore_errors=True)
