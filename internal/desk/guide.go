package desk

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"so-in.se/psi/internal/content"
)

// guideKeys is the heading in a page of the guide from which on it is made of the declarations. What stands above it is
// written by hand: when to write such an entry, and a whole one to copy.
const guideKeys = "## Alla nycklar\n"

// GuideFile returns the path in the repository of the page of the guide that tells how to write a kind of entry.
func GuideFile(s content.Spec) string {
	return path.Join("content/redaktion/slag", nameOf(s)+".md")
}

// Guide returns a page of the guide with the keys of its kind as they are declared. It reports whether the page has the
// heading that they stand below.
func Guide(page string, s content.Spec) (string, bool) {
	above, _, ok := strings.Cut(page, guideKeys)
	var g guide
	g.WriteString(above + guideKeys)
	g.paragraph("Varje nyckel står på en egen rad i början av filen. Ordningen är fri.")
	var required, optional, common []content.Field
	for _, f := range s.InOrder() {
		switch {
		case f.ByPsi:
		case f.Required:
			required = append(required, f)
		case content.IsCommon(f.Key) && f.Key != "summary":
			common = append(common, f)
		default:
			optional = append(optional, f)
		}
	}
	g.section("### De här måste finnas", required)
	g.section("### De här kan finnas", optional)
	g.section("### De här kan alla sidor ha", common)
	for _, f := range slices.Concat(required, optional, common) {
		g.below(f, "")
	}
	return g.String(), ok
}

// guide is a page that is being written.
type guide struct{ strings.Builder }

func (g *guide) paragraph(text string) { fmt.Fprintf(g, "\n%s\n", text) }

// section tells of keys under a heading; without keys there is none.
func (g *guide) section(heading string, fields []content.Field) {
	if len(fields) == 0 {
		return
	}
	g.paragraph(heading)
	g.list(fields)
}

// list tells of keys. GitHub shows lists with bullets as they are meant, and those of terms not.
func (g *guide) list(fields []content.Field) {
	g.WriteString("\n")
	for _, f := range fields {
		fmt.Fprintf(g, "- **%s**, `%s`. %s\n", f.Label, f.Key, explain(f))
	}
}

// below tells of the keys of a mapping, and of those in it.
func (g *guide) below(f content.Field, within string) {
	if f.Type != content.TypeMapping {
		return
	}
	heading := fmt.Sprintf("### Nycklarna i `%s`", f.Key)
	if within != "" {
		heading += fmt.Sprintf(" i `%s`", within)
	}
	g.paragraph(heading)
	g.paragraph("```yaml\n" + strings.Join(f.Lines(), "\n") + "\n```")
	g.list(f.Fields)
	for _, k := range f.Fields {
		g.below(k, f.Key)
	}
}

// mostChoices is how many words to choose among are listed at most: of more the help tells.
const mostChoices = 12

// explain says what to write for a key.
func explain(f content.Field) string {
	text := []string{f.Help}
	add := func(format string, args ...any) { text = append(text, fmt.Sprintf(format, args...)) }
	switch {
	case f.RequiredWhen != "":
		add("Måste finnas när %s.", f.RequiredWhen)
	case f.InsteadOf != "":
		add("Skriv den i stället för `%s`.", f.InsteadOf)
	}
	listed := f.Type == content.TypeChoice && len(f.Choices) <= mostChoices
	switch {
	case listed:
		add("Välj bland `%s`.", strings.Join(f.Choices, "`, `"))
	case f.Type == content.TypeRef:
		add("Skriv filens namn i `content/%s/`, utan `.md`.", f.To)
	}
	if f.Default != "" {
		add("Annars gäller `%s`.", f.Default)
	}
	switch {
	case f.Type == content.TypeMapping:
		add("Den har egna nycklar, se nedan.")
	case !listed:
		add("Till exempel `%s: %s`", f.Key, f.Example)
	}
	return strings.Join(text, " ")
}
