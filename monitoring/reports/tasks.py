"""The envelope of the build: the job's row in, one workflow called."""

from metropolis.jobs.registry import register

from .build import build
from .publishing import KIND

register(KIND)(build)
