"""Measurements of speed and memory, each as a ratio within one run: ``make bench``."""
