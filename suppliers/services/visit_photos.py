"""Photographs of a visit: held against its place and day, then stripped and kept in private."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from django.core.files.storage import storages
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.exif import Traces, read_traces
from common.pictures import Picture, PictureLimits, read_picture, store_picture
from common.working_days import day_of
from policies.schemas import VisitRules
from policies.selectors import in_force
from suppliers.enums.visits import Flag, Source
from suppliers.errors import BadPhoto
from suppliers.models import SiteVisit, VisitItem, VisitPhoto
from suppliers.places import Place, metres_between
from suppliers.services.inspection import own, refuse_unless_under_way

FOLDER = "visits"


@dataclass(frozen=True, slots=True)
class Phone:
    """What the phone that sends a photograph says: when it was chosen, and where that was."""

    at: datetime | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """When and where a photograph was taken, and how that is known."""

    taken_at: datetime | None
    time_from: Source
    place: Place | None
    place_from: Source


@transaction.atomic
def add(
    *,
    visit: SiteVisit,
    inspector: User,
    file: BinaryIO,
    at: datetime,
    item: VisitItem | None = None,
    phone: Phone | None = None,
) -> VisitPhoto:
    """Keep a photograph of the visit. Sent twice, as after a broken connection, it is kept once.

    Its EXIF goes before the phone's word. Raises BadPhoto where it was taken elsewhere or on
    another day, with the number; BadPicture where it is no picture; BadVisit when the visit is
    not under way.
    """
    visit = own(visit, inspector)
    refuse_unless_under_way(visit)
    rules = in_force(VisitRules, at).rules
    phone = phone or Phone()
    origin = origin_of(read_traces(file), phone, visit.time_zone)
    _learn_position(visit, phone)
    picture = read_picture(file, _limits(rules))
    known = VisitPhoto.objects.filter(digest=picture.digest).first()
    if known:
        return _sent_again(known, visit)
    _refuse_too_many(visit, rules)
    _refuse_other_day(visit, origin, rules, at)
    distance = _distance(visit, origin, phone, rules)
    return _keep(visit, item, picture, origin, distance, at)


def origin_of(traces: Traces, phone: Phone, zone: str) -> Origin:
    """The camera's record where there is one, else the phone's word, else nothing."""
    place = None
    if traces.latitude is not None and traces.longitude is not None:
        place = Place(traces.latitude, traces.longitude)
    taken_at = traces.taken_at
    if taken_at and taken_at.tzinfo is None:  # the camera's wall clock: that of the place
        taken_at = taken_at.replace(tzinfo=ZoneInfo(zone))
    return Origin(
        taken_at or phone.at,
        _source(taken_at, phone.at),
        place or phone.place,
        _source(place, phone.place),
    )


def _source(camera: object, phone: object) -> Source:
    if camera:
        return Source.CAMERA
    return Source.PHONE if phone else Source.NONE


def _learn_position(visit: SiteVisit, phone: Phone) -> None:
    """Where nobody knew the position, the phone's first one on the spot stands in."""
    if visit.has_position or phone.place is None:
        return
    stored = phone.place.rounded()
    visit.latitude, visit.longitude = stored.latitude, stored.longitude
    visit.position_from_phone = True
    visit.save(update_fields=["latitude", "longitude", "position_from_phone"])


def _sent_again(known: VisitPhoto, visit: SiteVisit) -> VisitPhoto:
    if known.visit_id != visit.pk:
        raise BadPhoto(
            _("This photograph belongs to an earlier visit."), field="photo", code="used_before"
        )
    return known


def _refuse_too_many(visit: SiteVisit, rules: VisitRules) -> None:
    have = visit.photos.count()
    if have >= rules.photos_max:
        raise BadPhoto(
            _("A visit has at most %(max)d photographs.") % {"max": rules.photos_max},
            field="photo",
            code="too_many",
            max=rules.photos_max,
        )


def _refuse_other_day(visit: SiteVisit, origin: Origin, rules: VisitRules, at: datetime) -> None:
    if origin.taken_at is None or visit.started_at is None:
        return
    day, taken = (day_of(moment, visit.time_zone) for moment in (visit.started_at, origin.taken_at))
    ahead = origin.taken_at > at + timedelta(minutes=rules.clock_skew_minutes)
    if day != taken or ahead:
        raise BadPhoto(
            _("The photograph was taken on %(taken)s; the visit is on %(day)s.")
            % {"taken": _stamp(origin.taken_at, visit.time_zone), "day": day},
            field="photo",
            code="another_day",
            taken=origin.taken_at.isoformat(),
            day=day.isoformat(),
        )


def _stamp(at: datetime, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


def _distance(visit: SiteVisit, origin: Origin, phone: Phone, rules: VisitRules) -> int | None:
    """Metres from the visit's place; every place that is known has to be near."""
    if visit.latitude is None or visit.longitude is None or origin.place is None:
        return None
    here = Place(visit.latitude, visit.longitude)
    places = {origin.place, phone.place or origin.place}
    away = max(metres_between(here, place) for place in places)
    if away > rules.photo_distance_m:
        raise BadPhoto(
            _("The photograph was taken %(away)d m from the address; at most %(most)d m are taken.")
            % {"away": away, "most": rules.photo_distance_m},
            field="photo",
            code="another_place",
            away=away,
            most=rules.photo_distance_m,
        )
    return metres_between(here, origin.place)


def _keep(
    visit: SiteVisit,
    item: VisitItem | None,
    picture: Picture,
    origin: Origin,
    distance: int | None,
    at: datetime,
) -> VisitPhoto:
    return VisitPhoto.objects.create(
        visit=visit,
        item=item,
        stem=store_picture(picture, storages["private"], FOLDER),
        digest=picture.digest,
        taken_at=origin.taken_at,
        time_from=origin.time_from,
        place_from=origin.place_from,
        distance_m=distance,
        flags=_flags(visit, origin),
        added_at=at,
        **_degrees(origin.place),
    )


def _degrees(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    stored = place.rounded()
    return {"latitude": stored.latitude, "longitude": stored.longitude}


def _flags(visit: SiteVisit, origin: Origin) -> list[str]:
    flags = {
        Flag.NO_TIME: origin.taken_at is None,
        Flag.NO_PLACE: origin.place is None,
        Flag.POSITION_UNKNOWN: not visit.has_position,
    }
    return [flag.value for flag, raised in flags.items() if raised]


def _limits(rules: VisitRules) -> PictureLimits:
    return PictureLimits(rules.photo_max_bytes, rules.photo_max_pixels, rules.photo_min_side)
