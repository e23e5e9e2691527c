package content

// KindConcept is the kind of [Concept].
const KindConcept Kind = "begrepp"

// Concept explains a word. Its Summary is the definition.
type Concept struct {
	Entry
	// Also lists other forms of the word.
	Also []string
}

func init() {
	declare(declaration[Concept]{
		Spec: Spec{
			Kind: KindConcept, One: "ett begrepp", Many: "Begrepp", Order: 130, Help: "Ett ord och vad det betyder.",
		},
		shape: shape[Concept]{fields: []field[Concept]{
			text(Field{
				Key: "summary", Label: "Förklaring", Help: "Vad ordet betyder, i en mening.", Required: true,
				Example: "Förklara ordet i en mening.",
				Aliases: "definition förklaring sammanfattning ingress beskrivning description excerpt",
			}, func(c *Concept) *string { return &c.Summary }),
			texts(Field{
				Key: "also", Label: "Andra former", Help: "Andra former av ordet, för sökningen.",
				Example: "[samhällsentreprenör]",
				Aliases: "andra_former synonymer",
			}, func(c *Concept) *[]string { return &c.Also }),
		}},
		compare: compareTitles[*Concept],
	})
}
