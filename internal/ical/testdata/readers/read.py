"""Prints what python3-icalendar, with dateutil for series, makes of a calendar: one JSON line for each event or series.

Usage: read.py FILE LIMIT, where LIMIT is a year; occurrences before it are listed.
"""

import datetime
import json
import sys

import icalendar
import pytz
from dateutil import rrule

STOCKHOLM = pytz.timezone("Europe/Stockholm")


def show(t):
    if not isinstance(t, datetime.datetime):
        return t.isoformat()
    return t.astimezone(pytz.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def wall(t):
    """The time by the clock, as dateutil wants it."""
    if not isinstance(t, datetime.datetime):
        return datetime.datetime(t.year, t.month, t.day)
    return t.replace(tzinfo=None)


def instant(t, whole_day):
    """The time by the clock as an instant: skipped times by the offset before the change, doubled ones the first."""
    if whole_day:
        return t.date()
    return STOCKHOLM.normalize(STOCKHOLM.localize(t, is_dst=t.month > 6))


def dates(event, name):
    values = event.get(name, [])
    for value in values if isinstance(values, list) else [values]:
        yield from (wall(d.dt) for d in value.dts)


def occurrences(event, moved, limit):
    start, end = event["DTSTART"].dt, event["DTEND"].dt
    whole_day = not isinstance(start, datetime.datetime)
    if "RRULE" in event:
        parts = {k: v for k, v in event["RRULE"].items() if k != "UNTIL"}
        rule = rrule.rrulestr(icalendar.vRecur(parts).to_ical().decode(), dtstart=wall(start))
        if "UNTIL" in event["RRULE"]:
            until = event["RRULE"]["UNTIL"][0]
            rule = rule.replace(until=wall(until.astimezone(STOCKHOLM) if isinstance(until, datetime.datetime) else until))
    elif "RDATE" in event:
        rule = rrule.rrule(rrule.DAILY, dtstart=wall(start), count=1)
    else:
        return [show(start) + "/" + show(end)]
    series = rrule.rruleset()
    series.rrule(rule)
    for extra in dates(event, "RDATE"):
        series.rdate(extra)
    lasts = wall(end) - wall(start)
    gone = set(dates(event, "EXDATE")) | set(moved)
    result = []
    for at in series:
        if at.year >= limit:
            break
        if at not in gone:
            result.append(show(instant(at, whole_day)) + "/" + show(instant(at + lasts, whole_day)))
    for change in moved.values():
        off = change["STATUS"] == "CANCELLED" and event["STATUS"] != "CANCELLED"
        result.append(show(change["DTSTART"].dt) + "/" + show(change["DTEND"].dt) + (" off" if off else ""))
    return sorted(result)


def categories(event):
    values = event.get("CATEGORIES", [])
    return [str(c) for v in (values if isinstance(values, list) else [values]) for c in v.cats]


def main(path, limit):
    with open(path, "rb") as f:
        calendar = icalendar.Calendar.from_ical(f.read())
    masters, moved = {}, {}
    for event in calendar.walk("VEVENT"):
        if event.errors:
            sys.exit(f"{event['UID']}: {event.errors}")
        uid = str(event["UID"])
        if "RECURRENCE-ID" in event:
            moved.setdefault(uid, {})[wall(event["RECURRENCE-ID"].dt)] = event
        elif uid in masters:
            sys.exit(f"two events with UID {uid}")
        else:
            masters[uid] = event
    for uid, event in masters.items():
        print(json.dumps({
            "uid": uid,
            "start": show(event["DTSTART"].dt),
            "end": show(event["DTEND"].dt),
            "wholeDay": not isinstance(event["DTSTART"].dt, datetime.datetime),
            "summary": event["SUMMARY"],
            "description": event.get("DESCRIPTION", ""),
            "location": event.get("LOCATION", ""),
            "conference": event.get("CONFERENCE", ""),
            "contact": event.get("CONTACT", ""),
            "url": event.get("URL", ""),
            "organizer": event["ORGANIZER"].params.get("CN", ""),
            "categories": categories(event),
            "status": event["STATUS"],
            "sequence": event["SEQUENCE"],
            "occurrences": occurrences(event, moved.get(uid, {}), limit),
        }))


main(sys.argv[1], int(sys.argv[2]))
