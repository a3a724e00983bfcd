"""Build ``.venv`` and install a file of requirements into it, unless that was done before.

Runs on a bare Python 3.11: nothing but the standard library. Two at once wait for one another.
"""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"


def wanted_hash(requirements: str) -> str:
    """What the stamp of an installed file of requirements says."""
    texts = [(ROOT / name).read_bytes() for name in needed_files(requirements)]
    return hashlib.sha256(b"\0".join(texts)).hexdigest()


def needed_files(requirements: str) -> list[str]:
    """The file and what it includes."""
    return list(dict.fromkeys(["requirements.txt", requirements]))


def refuse(message: str) -> None:
    sys.exit(f"bin/_setup.py: {message}")


def make_venv(uv: str | None) -> None:
    """A new environment in place of none, or of one whose Python has gone."""
    if (VENV / "bin" / "python").exists():
        return
    if uv:
        subprocess.run(
            [uv, "venv", "--quiet", "--clear", "--python", sys.executable, VENV], check=True
        )
        return
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        refuse(
            f"this Python has no venv. This mends it:  sudo apt-get install -y python{version}-venv"
        )
    subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)


def install(uv: str | None, requirements: str) -> None:
    """What the installer says is shown where it fails, and helps nobody where it does not."""
    python = str(VENV / "bin" / "python")
    installer = [uv, "pip", "install", "--quiet", "--python", python] if uv else pip(python)
    done = subprocess.run(
        [*installer, "-r", str(ROOT / requirements)],
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        print(done.stdout, file=sys.stderr)
        refuse(f"{requirements} could not be installed; what the installer said stands above")


def pip(python: str) -> list[str]:
    return [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]


def main(requirements: str) -> None:
    if is_installed(requirements):
        return
    lock_path = VENV.resolve().parent / ".venv.lock"
    with lock_path.open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_installed(requirements):
            return
        print(
            f"Installing {requirements} into .venv (once, and when it changes) …", file=sys.stderr
        )
        uv = shutil.which("uv")
        make_venv(uv)
        install(uv, requirements)
        for name in needed_files(requirements):
            stamp(name).write_text(wanted_hash(name), encoding="utf-8")


def stamp(requirements: str) -> Path:
    return VENV / f".installed-{requirements}"


def is_installed(requirements: str) -> bool:
    done, python = stamp(requirements), VENV / "bin" / "python"
    return (
        done.exists()
        and python.exists()
        and done.read_text(encoding="utf-8") == wanted_hash(requirements)
    )


if __name__ == "__main__":
    os.umask(0o022)
    main(sys.argv[1])
