// Package ical writes calendars that people subscribe to and reads the invitations that they are sent (RFC 5545, RFC
// 7986).
//
// [Calendar.WriteTo] makes a feed for subscribers: what it refuses to write is an error, since one bad line empties the
// whole feed in some calendar programs. The bytes depend on the events alone, never on a clock, so that an unchanged
// calendar is an unchanged file. [Event.Occurrences] says when a series takes place. [Read] takes a file from Outlook,
// Google or Apple.
//
// All times are instants; they are written as wall-clock time in Europe/Stockholm, and what is read is given in that
// zone.
//
// # Why golang-ical is kept inside
//
// The library puts escaped properties in order and nothing more: it writes URIs, rules and parameters as they come, so
// that a line break in one makes a line of its own; it leaves carriage returns in texts; it ends lines with LF; it cuts
// escapes in two when it folds; it writes local times with both a TZID and a Z, and an empty VTIMEZONE. Hence each
// value is cleaned by its kind before it goes in (text.go), the lines come out unfolded, and this package folds them
// (fold.go). As a reader it accepts an empty or truncated file as sound, so this package reads by itself (parse.go).
package ical
