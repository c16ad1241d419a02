"""The benchmark: on the roof, since it visits every room."""

from django.apps import AppConfig


class BenchmarkConfig(AppConfig):
    name = "metropolis.benchmark"
    label = "benchmark"
