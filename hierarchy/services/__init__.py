"""Writes of the hierarchy."""

from hierarchy.services.auditors import close_to_auditor, open_to_auditor
from hierarchy.services.bodies import load_bodies
from hierarchy.services.calendars import make_calendar
from hierarchy.services.charges import end_charge, give_charge, transfer
from hierarchy.services.charts import Loaded, load_charts
from hierarchy.services.committees import constitute_body, end_body, end_seat, give_seat
from hierarchy.services.deputies import end_deputation, name_assistant, name_deputy
from hierarchy.services.heads import end_head, number_section, set_heads
from hierarchy.services.newcomers import add_person
from hierarchy.services.numbers import order_scheme
from hierarchy.services.people import load_demo_people
from hierarchy.services.posts import abolish_post, change_post, make_post, set_telephone
from hierarchy.services.powers import end_power, order_power
from hierarchy.services.retention import order_class
from hierarchy.services.sections import change_section, close_office, close_section, make_section

__all__ = [
    "Loaded",
    "abolish_post",
    "add_person",
    "change_post",
    "change_section",
    "close_office",
    "close_section",
    "close_to_auditor",
    "constitute_body",
    "end_body",
    "end_charge",
    "end_deputation",
    "end_head",
    "end_power",
    "end_seat",
    "give_charge",
    "give_seat",
    "load_bodies",
    "load_charts",
    "load_demo_people",
    "make_calendar",
    "make_post",
    "make_section",
    "name_assistant",
    "name_deputy",
    "number_section",
    "open_to_auditor",
    "order_class",
    "order_power",
    "order_scheme",
    "set_heads",
    "set_telephone",
    "transfer",
]
