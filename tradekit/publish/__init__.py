"""Notebooks run and shared: plan, run, render, marking, showing, the listing of pages."""
