"""A small office for tests: rows as the product's own loader would leave them."""

from datetime import UTC, datetime

from hierarchy.models import Charge, ChargeKind, Deputation, Office, Post, Rank, Section, User

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def make_office(code: str = "test-office", profile: str = "WB") -> Office:
    zone = "Asia/Kolkata" if profile == "WB" else "Asia/Dhaka"
    return Office.objects.create(
        code=code,
        profile=profile,
        kind="district",
        timezone=zone,
        name_bn="পরীক্ষা কার্যালয়",
        name_en="Test Office",
        area_bn="পরীক্ষা",
        area_en="Test",
    )


def make_section(office: Office, code: str = "it") -> Section:
    return Section.objects.create(office=office, code=code, name_bn="সেকশন", name_en="Section")


def make_rank(code: str, level: int, *powers: str) -> Rank:
    rank, _ = Rank.objects.get_or_create(
        code=code,
        defaults={
            "profile": "WB",
            "level": level,
            "name_bn": code,
            "name_en": code,
            "powers": list(powers),
        },
    )
    return rank


def make_post(
    office: Office,
    code: str,
    reports_to: Post | None = None,
    *,
    level: int = 5,
    section: Section | None = None,
    powers: tuple[str, ...] = ("note", "forward"),
) -> Post:
    return Post.objects.create(
        office=office,
        code=code,
        rank=make_rank(f"rank-{level}", level, *powers),
        section=section,
        reports_to=reports_to,
        title_bn=f"পদ {code}",
        title_en=f"Post {code}",
    )


def make_user(username: str) -> User:
    user = User(username=username, name_bn=f"নাম {username}", name_en=f"Name {username}")
    user.set_unusable_password()
    user.save()
    return user


def charge(
    user: User,
    post: Post,
    kind: str = ChargeKind.SUBSTANTIVE,
    starts: datetime = LONG_AGO,
    ends: datetime | None = None,
) -> Charge:
    return Charge.objects.create(
        office=post.office, post=post, user=user, kind=kind, starts=starts, ends=ends
    )


def depute(user: User, post: Post, starts: datetime, ends: datetime) -> Deputation:
    return Deputation.objects.create(
        office=post.office, post=post, user=user, starts=starts, ends=ends, reason="ছুটি"
    )
