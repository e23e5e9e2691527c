// Prints what ical.js (Thunderbird's reader) makes of a calendar: one JSON line for each event or series.
// Usage: node read.mjs FILE LIMIT PATH-TO-ICAL.JS, where LIMIT is a year; occurrences before it are listed.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [file, limit, library] = process.argv.slice(2);
const { default: ICAL } = await import(pathToFileURL(library));

const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);

const show = (t) => (t.isDate ? t.toString() : t.toJSDate().toISOString().slice(0, 19) + "Z");
const masters = new Map();
const components = calendar.getAllSubcomponents("vevent");
for (const component of components) {
  if (component.hasProperty("recurrence-id")) continue;
  const uid = component.getFirstPropertyValue("uid");
  const exceptions = components.filter((c) => c.hasProperty("recurrence-id") && c.getFirstPropertyValue("uid") === uid);
  const event = new ICAL.Event(component, { exceptions });
  if (masters.has(event.uid)) throw new Error("two events with UID " + event.uid);
  masters.set(event.uid, event);
}

for (const event of masters.values()) {
  const occurrences = [];
  const status = (e) => e?.component.getFirstPropertyValue("status");
  const off = (o) => (status(o.item) !== status(event) && status(o.item) === "CANCELLED" ? " off" : "");
  const add = (o) => occurrences.push(show(o.startDate) + "/" + show(o.endDate) + off(o));
  if (event.isRecurring()) {
    const iterator = event.iterator();
    for (let next; (next = iterator.next()) && next.year < Number(limit); ) add(event.getOccurrenceDetails(next));
  } else occurrences.push(show(event.startDate) + "/" + show(event.endDate));
  const value = (name) => String(event.component.getFirstPropertyValue(name) ?? "");
  console.log(JSON.stringify({
    uid: event.uid,
    start: show(event.startDate),
    end: show(event.endDate),
    wholeDay: event.startDate.isDate,
    summary: event.summary,
    description: event.description ?? "",
    location: event.location ?? "",
    conference: value("conference"),
    contact: value("contact"),
    url: value("url"),
    organizer: event.component.getFirstProperty("organizer").getParameter("cn") ?? "",
    categories: event.component.getAllProperties("categories").flatMap((p) => p.getValues()),
    status: value("status"),
    sequence: event.sequence,
    occurrences: occurrences.sort(),
  }));
}
