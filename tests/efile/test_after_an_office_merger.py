"""A file of an office that was merged into another is sent on, marked and named from there."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.core.management import call_command
from django.template.loader import render_to_string

from efile import choices, selectors, services
from efile.models import Matter, Thread
from efile.pages import labels
from efile.pages.moment import Moment
from efile.registers import arrears, filebook, matters
from efile.registers.asked import Asked
from efile.registers.figures import morning_of
from efile.registers.frame import Reader
from efile.registers.pending import PENDING
from efile.sectionnames import section_name, sections_in_sight
from hierarchy.models import Office, Post, Section
from hierarchy.selectors import calendar_for
from tests.efile.conftest import District

pytestmark = pytest.mark.django_db


@pytest.fixture
def heir(district: District) -> District:
    """The office into which the district's is merged by `merge`, with posts of the same codes."""
    call_command("load_charts", office="purba-medinipur", with_demo_people=True, verbosity=0)
    return District(Office.objects.get(code="purba-medinipur"))


def merge(district: District, heir: District) -> None:
    """Every post and section with the one of its code there, else with the head; as of that day."""
    day = district.now.date()
    _pass_on(Post, district, heir, heir.post("dm"), day, "abolished_on")
    general = Section.objects.get(office=heir.office, code="general").pk
    _pass_on(Section, district, heir, general, day, "closed_on")
    Office.objects.filter(pk=district.office.pk).update(closed_on=day, successor=heir.office)
    heir.now = district.wait(minutes=5)


def _pass_on(
    model: type[Post] | type[Section], district: District, heir: District, other: UUID, day: object, ends: str
) -> None:
    there = dict(model.objects.filter(office=heir.office).values_list("code", "pk"))
    for row in model.objects.filter(office=district.office):
        model.objects.filter(pk=row.pk).update(**{ends: day, "successor": there.get(row.code, other)})


def offered(heir: District, code: str, thread: Thread, wanted: str = "") -> list[choices.Choice]:
    actor = heir.actor(code)
    row = selectors.thread_for(actor, thread.pk)
    stage = selectors.stage_of(row, row.matter.instance.version_id)
    assert stage is not None
    return choices.forward_choices(actor, row, stage, heir.now, wanted)


def moved(district: District, heir: District) -> Matter:
    matter = district.marked()
    merge(district, heir)
    return matter


def test_the_successors_posts_are_offered_and_the_file_goes_to_them(
    district: District, heir: District
) -> None:
    matter = moved(district, heir)
    shown = {one.post.code: one for one in offered(heir, "oc-general", heir.thread(matter))}
    assert {"cic-general", "udc-general", "adm-general"} <= set(shown)
    assert {one.post.office_id for one in shown.values()} == {heir.office.pk}
    heir.forward("oc-general", matter, "cic-general")
    assert heir.thread(matter).holder_id == heir.post("cic-general")


def test_a_post_of_the_merged_office_is_found_with_the_successor_that_is_listed(
    district: District, heir: District
) -> None:
    matter = moved(district, heir)
    found = offered(heir, "oc-general", heir.thread(matter), "upper division clerk, general")
    there = {one.post.office_id: one for one in found}
    gone = there[district.office.pk]
    assert gone.closed
    assert str(there[heir.office.pk].post.title) in gone.refused
    assert not there[heir.office.pk].closed


def test_a_matter_of_the_merged_office_is_marked_to_an_officer_of_the_other(
    district: District, heir: District
) -> None:
    matter = district.receive()
    merge(district, heir)
    heir.complete("dm", matter, "mark", to="oc-general")
    assert heir.thread(matter).holder_id == heir.post("oc-general")


def test_the_former_office_is_named_beside_a_post_of_the_same_title(
    district: District, heir: District
) -> None:
    thread = heir.thread(moved(district, heir))
    said = labels.holder_title(thread)
    assert f"of the former {district.office.name_en}" in said
    pooled = Thread(holder=thread.holder, pool=Section.objects.get(office=district.office, code="general"))
    assert f"of the former {district.office.name_en}" in labels.pool_title(pooled)


def test_a_file_of_the_former_office_is_listed_with_that_offices_name(
    district: District, heir: District
) -> None:
    matter = district.marked()
    services.open_file(
        actor=district.actor("oc-general"), thread=district.thread(matter).pk, now=district.now
    )
    matter.refresh_from_db()
    former = f"{matter.section.name}, {district.office.name}"
    merge(district, heir)
    reader = Reader(heir.actor("dm"), Moment(heir.now, calendar_for(heir.office.pk)))
    (of_file,) = filebook.lines(list(filebook.rows(reader.actor, False)), reader)
    (of_matter,) = matters.taken_up_lines(list(matters.taken_up(reader.actor, False)), reader)
    assert former in of_file.values
    assert former in of_matter.values
    assert matter.file is not None
    shown = render_to_string("efile/files/row.html", {"one": matter.file, "office": heir.office})
    assert f'<div class="fr">{former}</div>' in shown


def test_statements_by_section_name_the_former_office_too_and_their_lists_open(
    district: District, heir: District
) -> None:
    """The general section of either office has its own line; behind its figures lie its own matters."""
    matter = district.marked()
    former = f"{matter.section.name}, {district.office.name}"
    heir.now = district.now
    assert heir.marked().section.name == matter.section.name
    merge(district, heir)
    reader = Reader(heir.actor("dm"), Moment(heir.now, calendar_for(heir.office.pk)))
    found = {line.values[0]: line for line in arrears.lines(arrears.of_week(Asked(), reader), reader)}
    assert {former, str(matter.section.name)} <= set(found)
    titles = dict.fromkeys(("diary", "matters", "disposed"), "")
    assert former in {one.title for one in morning_of(reader, titles).sections}
    assert (matter.section_id, former) in [
        (row.pk, section_name(row, heir.office.pk)) for row in sections_in_sight(reader.actor)
    ]
    assert any(f"section={matter.section_id}" in link for link in found[former].links)
    narrowed = PENDING.found(Asked(section=matter.section_id), reader)
    assert [row.pk for row in narrowed] == [matter.pk]
