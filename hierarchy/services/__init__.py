"""Writes of the hierarchy."""

from hierarchy.services.bodies import load_bodies
from hierarchy.services.charts import Loaded, load_charts
from hierarchy.services.people import load_demo_people

__all__ = ["Loaded", "load_bodies", "load_charts", "load_demo_people"]
