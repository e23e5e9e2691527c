package desk

import (
	"fmt"
	"slices"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/frontmatter"
)

// proposed are the keys of an activity that somebody outside can know, in the order in which they are asked for.
var proposed = []string{
	"title", "summary", "kind", "start", "end", "place", "address", "online", "organizers", "audience", "cost",
	"contact",
}

// proposal returns the form in which anyone proposes an activity on GitHub.
func proposal() File {
	var b strings.Builder
	b.WriteString("name: Föreslå en aktivitet\n" +
		"description: Berätta om något som PSI:s kalender bör ha med.\n" +
		"title: \"Aktivitet: \"\n" +
		"body:\n" +
		"  - type: markdown\n" +
		"    attributes:\n" +
		"      value: Tack för att du tipsar. Det du skriver här kan alla läsa. En redaktör läser det och hör av sig " +
		"här.\n")
	fields := content.SpecOf(content.KindActivity).Fields
	for _, key := range proposed {
		f := fields[slices.IndexFunc(fields, func(f content.Field) bool { return f.Key == key })]
		kind := "input"
		switch {
		case key == "summary":
			kind = "textarea"
		case f.Type == content.TypeChoice && f.Default == "":
			kind = "dropdown"
		}
		fmt.Fprintf(&b, "  - type: %s\n    id: %s\n    attributes:\n      label: %s\n      description: %s\n",
			kind, key, frontmatter.Scalar(f.Label), frontmatter.Scalar(proposalHelp(f)))
		if kind == "dropdown" {
			b.WriteString("      options:\n")
			for _, c := range f.Choices {
				fmt.Fprintf(&b, "        - %s\n", frontmatter.Scalar(c))
			}
		} else if f.Type != content.TypeRef && f.Type != content.TypeText {
			fmt.Fprintf(&b, "      placeholder: %s\n", frontmatter.Scalar(f.Example))
		}
		if f.Required {
			b.WriteString("    validations:\n      required: true\n")
		}
	}
	b.WriteString("  - type: textarea\n    id: text\n    attributes:\n      label: Mer om aktiviteten\n" +
		"      description: Program, för vem, hur man anmäler sig.\n")
	return File{".github/ISSUE_TEMPLATE/aktivitet.yml", []byte(b.String())}
}

// proposalHelp is the help for a key in words for those who do not write files.
func proposalHelp(f content.Field) string {
	if f.Type == content.TypeRef {
		return "Namnen, med komma mellan."
	}
	return f.Help
}
