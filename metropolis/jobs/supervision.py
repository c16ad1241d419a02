"""The three processes of the portal, and the supervisor's configuration that keeps them alive."""

import sys
from pathlib import Path

# Two children: a long report must not hold up the sweeper and the mail. Prefork and not solo: a child
# that the system kills is replaced without the worker dying, and a hanging job can be cut off.
WORKER_CHILDREN = 2
WEB_WORKERS = 2

SUPERVISOR = """\
[supervisord]
nodaemon=true
silent=true
logfile={var}/log/supervisor.log
logfile_maxbytes=1MB
logfile_backups=2
pidfile={var}/run/supervisor.pid
childlogdir={var}/log
directory={project}
identifier=portal
"""

PROGRAM = """
[program:{name}]
command={command}
autostart=true
autorestart=true
startsecs=2
startretries=1000
stopsignal=TERM
stopasgroup=true
killasgroup=true
stopwaitsecs={patience}
redirect_stderr=true
stdout_logfile={var}/log/{name}.log
stdout_logfile_maxbytes=2MB
stdout_logfile_backups=2
"""


def commands(host: str, port: int) -> dict[str, list[str]]:
    """How each process is started: name -> command line."""
    python = [sys.executable, "-m"]
    celery = [*python, "celery", "-A", "metropolis"]
    return {
        "web": [
            *python, "gunicorn", "metropolis.wsgi:application",
            "--bind", f"{host}:{port}", "--workers", str(WEB_WORKERS), "--worker-class", "sync",
            "--no-control-socket", "--error-logfile", "-", "--log-level", "warning",
        ],
        "worker": [
            *celery, "worker", "--pool", "prefork", "--concurrency", str(WORKER_CHILDREN),
            "--without-gossip", "--without-mingle", "--loglevel", "info",
        ],
        "beat": [*celery, "beat", "--pidfile", "", "--loglevel", "info"],
    }  # fmt: skip


def configuration(project: Path, var: Path, host: str, port: int) -> str:
    """The supervisor's whole configuration file. A job may take a while to stop, a page may not."""
    patience = {"web": 10, "worker": 10, "beat": 10}
    programs = [
        PROGRAM.format(name=name, command=_quoted(command), patience=patience[name], var=_escaped(var))
        for name, command in commands(host, port).items()
    ]
    return SUPERVISOR.format(var=_escaped(var), project=_escaped(project)) + "".join(programs)


def _escaped(text) -> str:
    """The file has a syntax of its own for the per cent sign."""
    return str(text).replace("%", "%%")


def _quoted(command: list[str]) -> str:
    return " ".join(f'"{_escaped(part)}"' for part in command)
