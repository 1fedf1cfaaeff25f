"""Offices, posts and the people who hold them for a time."""

from hierarchy.models.asked import AskedAct
from hierarchy.models.base import Named, Row
from hierarchy.models.bodies import Body, Seat, SeatRole
from hierarchy.models.calendars import Calendar, Holiday
from hierarchy.models.grants import Grant, OfficeGrant, PostGroup
from hierarchy.models.handovers import HandOver
from hierarchy.models.numbers import NumberScheme, Register, SectionNumber, SubjectHead
from hierarchy.models.offices import POWERS, Office, Post, Profile, Rank, Section
from hierarchy.models.people import Charge, ChargeKind, Deputation, Scope, User
from hierarchy.models.powers import Effect, PowerRow
from hierarchy.models.retention import RetentionClass
from hierarchy.models.signin import CodeCarrier, FirstCode

__all__ = [
    "POWERS",
    "AskedAct",
    "Body",
    "Calendar",
    "Charge",
    "ChargeKind",
    "CodeCarrier",
    "Deputation",
    "Effect",
    "FirstCode",
    "Grant",
    "HandOver",
    "Holiday",
    "Named",
    "NumberScheme",
    "Office",
    "OfficeGrant",
    "Post",
    "PostGroup",
    "PowerRow",
    "Profile",
    "Rank",
    "Register",
    "RetentionClass",
    "Row",
    "Scope",
    "Seat",
    "SeatRole",
    "Section",
    "SectionNumber",
    "SubjectHead",
    "User",
]
