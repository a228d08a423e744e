"""Benchmarks: ``python -m benchmarks`` measures speed; the other files here are experiments of their own."""
