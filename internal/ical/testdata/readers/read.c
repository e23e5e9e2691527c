/* Prints what libical (GNOME, KDE, Cyrus) makes of a calendar: one JSON line for each event or series.
   Usage: read FILE LIMIT, where LIMIT is a year; occurrences before it are listed. Times are counted with the file's VTIMEZONE. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *what, const char *which)
{
	fprintf(stderr, "%s: %s\n", which ? which : "", what);
	exit(1);
}

static char *slurp(const char *path)
{
	FILE *f = fopen(path, "rb");
	if (!f)
		fail("cannot open", path);
	fseek(f, 0, SEEK_END);
	long n = ftell(f);
	rewind(f);
	char *s = calloc(1, n + 1);
	if (fread(s, 1, n, f) != (size_t)n)
		fail("cannot read", path);
	fclose(f);
	return s;
}

static void string(const char *s)
{
	putchar('"');
	for (; s && *s; s++) {
		unsigned char c = *s;
		if (c == '"' || c == '\\')
			printf("\\%c", c);
		else if (c < ' ')
			printf("\\u%04x", c);
		else
			putchar(c);
	}
	putchar('"');
}

static void pair(const char *name, const char *value)
{
	printf("\"%s\":", name);
	string(value);
	putchar(',');
}

static char *show(struct icaltimetype t, char *out)
{
	if (t.is_date) {
		sprintf(out, "%04d-%02d-%02d", t.year, t.month, t.day);
		return out;
	}
	if (!t.zone)
		fail("a time without a zone", icaltime_as_ical_string(t));
	t = icaltime_convert_to_zone(t, icaltimezone_get_utc_timezone());
	sprintf(out, "%04d-%02d-%02dT%02d:%02d:%02dZ", t.year, t.month, t.day, t.hour, t.minute, t.second);
	return out;
}

static void occurrence(struct icaltimetype start, struct icaltimetype end, int off, int *n)
{
	char a[64], b[64];
	printf("%s\"%s/%s%s\"", (*n)++ ? "," : "", show(start, a), show(end, b), off ? " off" : "");
}

static int is_cancelled(icalcomponent *event)
{
	return icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED;
}

static int is_excepted(icalcomponent *event, struct icaltimetype t)
{
	icalproperty *p = icalcomponent_get_first_property(event, ICAL_EXDATE_PROPERTY);
	for (; p; p = icalcomponent_get_next_property(event, ICAL_EXDATE_PROPERTY)) {
		struct icaltimetype x = icalproperty_get_datetime_with_component(p, event);
		if (icaltime_compare(x, t) == 0)
			return 1;
	}
	return 0;
}

/* The changed occurrence of a series at a time, or none. */
static icalcomponent *changed(icalcomponent **list, int n, const char *uid, struct icaltimetype t)
{
	for (int i = 0; i < n; i++)
		if (strcmp(icalcomponent_get_uid(list[i]), uid) == 0 && icaltime_compare(icalcomponent_get_recurrenceid(list[i]), t) == 0)
			return list[i];
	return NULL;
}

#define MAX_EXTRA 100

/* starts lists an occurrence that starts at t, unless it is excepted; count is that of those listed. */
static void starts(icalcomponent *event, icalcomponent **changes, int n, struct icaltimetype t,
	struct icaldurationtype lasts, int *count)
{
	icalcomponent *change = changed(changes, n, icalcomponent_get_uid(event), t);
	if (is_excepted(event, t))
		return;
	if (change)
		occurrence(icalcomponent_get_dtstart(change), icalcomponent_get_dtend(change),
		           is_cancelled(change) && !is_cancelled(event), count);
	else
		occurrence(t, icaltime_add(t, lasts), 0, count);
}

static void occurrences(icalcomponent *event, icalcomponent **changes, int n, int limit)
{
	struct icaltimetype start = icalcomponent_get_dtstart(event), end = icalcomponent_get_dtend(event), t;
	icalproperty *rule = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY);
	icalproperty *extra = icalcomponent_get_first_property(event, ICAL_RDATE_PROPERTY);
	struct icaldurationtype lasts = icaltime_subtract(end, start);
	int count = 0;
	if (!rule)
		starts(event, changes, n, start, lasts, &count);
	/* What starts does with the event would disturb a walk through its properties. */
	struct icaltimetype extras[MAX_EXTRA];
	int e = 0;
	for (; extra && e < MAX_EXTRA; extra = icalcomponent_get_next_property(event, ICAL_RDATE_PROPERTY))
		extras[e++] = icalproperty_get_rdate(extra).time;
	while (e-- > 0) {
		icaltime_set_timezone(&extras[e], icaltime_get_timezone(start));
		starts(event, changes, n, extras[e], lasts, &count);
	}
	if (!rule)
		return;
	icalrecur_iterator *it = icalrecur_iterator_new(icalproperty_get_rrule(rule), start);
	if (!it)
		fail("a rule without occurrences", icalcomponent_get_uid(event));
	for (t = icalrecur_iterator_next(it); !icaltime_is_null_time(t) && t.year < limit; t = icalrecur_iterator_next(it))
		starts(event, changes, n, t, lasts, &count);
	icalrecur_iterator_free(it);
}

static void categories(icalcomponent *event)
{
	int n = 0;
	icalproperty *p = icalcomponent_get_first_property(event, ICAL_CATEGORIES_PROPERTY);
	printf("\"categories\":[");
	for (; p; p = icalcomponent_get_next_property(event, ICAL_CATEGORIES_PROPERTY)) {
		if (n++)
			putchar(',');
		string(icalproperty_get_categories(p));
	}
	printf("],");
}

static const char *text(icalcomponent *event, icalproperty_kind kind)
{
	icalproperty *p = icalcomponent_get_first_property(event, kind);
	return p ? icalvalue_get_text(icalproperty_get_value(p)) : "";
}

static void print(icalcomponent *event, icalcomponent **changes, int n, int limit)
{
	char buf[64];
	struct icaltimetype start = icalcomponent_get_dtstart(event);
	icalproperty *organizer = icalcomponent_get_first_property(event, ICAL_ORGANIZER_PROPERTY);
	icalproperty *url = icalcomponent_get_first_property(event, ICAL_URL_PROPERTY);
	icalproperty *conference = icalcomponent_get_first_property(event, ICAL_CONFERENCE_PROPERTY);
	const char *name = organizer ? icalproperty_get_parameter_as_string(organizer, "CN") : "";
	putchar('{');
	pair("uid", icalcomponent_get_uid(event));
	pair("start", show(start, buf));
	pair("end", show(icalcomponent_get_dtend(event), buf));
	printf("\"wholeDay\":%s,", start.is_date ? "true" : "false");
	pair("summary", icalcomponent_get_summary(event));
	pair("description", text(event, ICAL_DESCRIPTION_PROPERTY));
	pair("location", text(event, ICAL_LOCATION_PROPERTY));
	pair("conference", conference ? icalproperty_get_conference(conference) : "");
	pair("contact", text(event, ICAL_CONTACT_PROPERTY));
	pair("url", url ? icalproperty_get_url(url) : "");
	pair("organizer", name);
	categories(event);
	pair("status", icalenum_status_to_string(icalcomponent_get_status(event)));
	printf("\"sequence\":%d,\"occurrences\":[", icalcomponent_get_sequence(event));
	occurrences(event, changes, n, limit);
	printf("]}\n");
}

int main(int argc, char **argv)
{
	if (argc != 3)
		fail("FILE LIMIT wanted", argv[0]);
	icalcomponent *calendar = icalparser_parse_string(slurp(argv[1])), *c;
	if (!calendar || icalcomponent_isa(calendar) != ICAL_VCALENDAR_COMPONENT)
		fail("no calendar", argv[1]);
	if (!icalrestriction_check(calendar) || icalcomponent_count_errors(calendar) > 0)
		fail(icalcomponent_as_ical_string(calendar), "faults");
	int total = icalcomponent_count_components(calendar, ICAL_VEVENT_COMPONENT), n = 0;
	icalcomponent **changes = calloc(total + 1, sizeof *changes), **masters = calloc(total + 1, sizeof *masters);
	int m = 0;
	c = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
	for (; c; c = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
		if (icalcomponent_get_first_property(c, ICAL_RECURRENCEID_PROPERTY))
			changes[n++] = c;
		else
			masters[m++] = c;
	}
	for (int i = 0; i < m; i++)
		print(masters[i], changes, n, atoi(argv[2]));
	return 0;
}
