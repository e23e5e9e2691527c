// Package swedish holds what is Swedish about the calendar and the text: the time zone, dates and times as editors
// write them and as readers expect them, alphabetical order, addresses made from titles, near words, numbers, lists and
// telephone numbers.
//
// Everything here is a pure function of its arguments, safe for concurrent use, and the same on every machine: neither
// the machine's time zone, nor its locale, nor its clock is asked.
package swedish
