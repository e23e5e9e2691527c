package markdown

// labels are the words that a text gets beside its own, in its language.
type labels struct {
	// notices are the titles of notices, by their classes.
	notices map[string]string
	// footnote and backlink are followed by the number of the footnote, and place by which of several references to it
	// is meant.
	footnotes, footnote, backlink, place string
	done, notDone                        string
	// quote stands for a straight quotation mark. Swedish has the same at both ends of a quotation; English does not,
	// and is left as it was written.
	quote string
}

var swedishLabels = labels{
	notices: map[string]string{
		"notice-info": "Information", "notice-tips": "Tips", "notice-viktigt": "Viktigt", "notice-obs": "Obs",
	},
	footnotes: "Fotnoter", footnote: "Fotnot ", backlink: "Tillbaka till fotnotstecken ", place: ", ställe ",
	done: "Klart", notDone: "Inte klart", quote: "”",
}

var englishLabels = labels{
	notices: map[string]string{
		"notice-info": "Information", "notice-tips": "Tip", "notice-viktigt": "Important",
		"notice-obs": "Note",
	},
	footnotes: "Footnotes", footnote: "Footnote ", backlink: "Back to reference ", place: ", occurrence ",
	done: "Done", notDone: "Not done", quote: `"`,
}
