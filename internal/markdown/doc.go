// Package markdown turns the Markdown of one content file into HTML, and tells every mistake in it with its line and
// column.
//
// The dialect is CommonMark with GitHub's tables, strikethrough, task lists and bare addresses, and with footnotes,
// definition lists, own ids on headings ({#egen}), notices (> [!VIKTIGT]), pictures with captions and links to the
// glossary (begrepp:id). Typography is Swedish: straight quotes become ” and ’, two or three hyphens a dash (–), three
// full stops an ellipsis (…).
//
// The HTML is valid inside <main>, safe to publish whatever the text holds, and the same bytes every time. HTML in the
// text is a problem, never copied. goldmark parses; one walk over its tree then checks and writes at the same time.
// Where links and pictures lead is not known here: [Options] holds the functions that know.
package markdown
