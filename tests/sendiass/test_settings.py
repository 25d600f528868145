"""Settings: no production without its secrets, nothing that the deploy check warns of, and no variable unnamed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "DEBUG": "0",
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "CREDENTIALS_KEYS": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
    "ALLOWED_HOSTS": "sendiass.example",
    "SITE_URL": "https://sendiass.example",
    "DATABASE_URL": "postgres://somebody@db.example/sendiass",
    "CELERY_BROKER_URL": "redis://redis.example/0",
}
NOT_IN_SETTINGS = {"PORT", "ENV_FILE"}  # read by make run, and before .env itself


def manage(tmp_path: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """manage.py in a process that has nothing but this environment."""
    bare = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "VAR_DIR": str(tmp_path)}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=bare | environment, capture_output=True, text=True)


def without(name: str) -> dict[str, str]:
    return {key: value for key, value in PRODUCTION.items() if key != name}


@pytest.mark.parametrize("name", ["SECRET_KEY", "CREDENTIALS_KEYS", "ALLOWED_HOSTS", "SITE_URL"])
def test_production_does_not_start_without(tmp_path, name):
    done = manage(tmp_path, "check", **without(name))
    assert done.returncode == 1
    assert f"Set {name}" in done.stderr
    assert ".env.example" in done.stderr


def test_debug_is_off_unless_somebody_turns_it_on(tmp_path):
    done = manage(tmp_path, "check", **without("DEBUG") | {"SECRET_KEY": ""})
    assert "Set SECRET_KEY" in done.stderr


def test_the_deploy_check_has_nothing_to_say_in_production(tmp_path):
    done = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_pages_of_development_are_not_in_production(tmp_path):
    """The gallery of components and the bar to become somebody else are for the demo alone."""
    ask = "from django.urls import resolve; print(resolve('/components/').url_name)"
    done = manage(tmp_path, "shell", "--no-imports", "-c", ask, **PRODUCTION)
    assert done.stdout.strip() == "home", done.stderr  # the address of a service that is called so


@pytest.mark.parametrize("name", ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT"])
def test_production_speaks_https_only(tmp_path, name):
    ask = f"from django.conf import settings; print(settings.{name})"
    done = manage(tmp_path, "shell", "--no-imports", "-c", ask, **PRODUCTION)
    assert done.stdout.strip() == "True", done.stderr


def test_env_example_names_every_variable_that_settings_read():
    source = (ROOT / "sendiass" / "settings.py").read_text()
    read = set(re.findall(r"""\b(?:env\.\w+|secret)\(\s*"([A-Z_]+)\"""", source))
    example = (ROOT / ".env.example").read_text()
    named = set(re.findall(r"^# ([A-Z_]+)=", example, re.MULTILINE))
    assert read | NOT_IN_SETTINGS == named


def test_each_line_of_env_example_says_what_the_variable_is():
    example = (ROOT / ".env.example").read_text()
    lines = [line for line in example.splitlines() if re.match(r"# [A-Z_]+=", line)]
    assert [line for line in lines if len(line.split(maxsplit=2)) < 3] == []


@pytest.mark.parametrize(
    ("command", "line"),
    [
        ("check_posts", '{"id": "p", "text": "Hello", "service": {"name": "X"}}'),
        ("classify_comments", '{"id": "c", "text": "Hi"}'),
    ],
)
def test_the_batch_commands_run_on_a_fresh_clone_without_any_setting(command, line, tmp_path):
    environment = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "VAR_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "manage.py", command, "-"],
        cwd=ROOT,
        env=environment,
        input=line,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["id"]
