package content

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/problem"
)

// synonymsFile holds the [Synonyms], at the content root. There need be none.
const synonymsFile = "sok.yaml"

// Synonyms are words that mean the same to visitors who search, whichever of them the pages use.
type Synonyms struct {
	// Words are words, or several words in a row.
	Words []string
	// Pages are the addresses of the pages that answer best, the best first.
	Pages []string

	paths []string
	words []frontmatter.Pos // of Words
	pages []textPlace       // of paths
}

// synonymList is what sok.yaml says.
type synonymList struct{ groups []Synonyms }

// SynonymsFields returns the keys of sok.yaml.
func SynonymsFields() []Field { return synonymListShape.describe() }

var synonymListShape = shape[synonymList]{
	fields: []field[synonymList]{
		each(
			Field{
				Key: "synonyms", Label: "Ord som betyder samma sak",
				Aliases: "synonymer ord sökord",
				Help:    "Grupper av ord. Den som söker på ett ord hittar det som de andra i gruppen hittar.",
			}, synonymsShape, func(s *synonymList) *[]Synonyms { return &s.groups },
		),
	},
	check: checkSynonyms,
}

var synonymsShape = shape[Synonyms]{
	fields: []field[Synonyms]{
		texts(Field{
			Key: "words", Label: "Ord", Required: true, Example: "[bidrag, pengar, söka stöd]", Aliases: "ord sökord",
			Help: "Orden som besökare skriver. Böjningar och sammansättningar hittas ändå.",
		}, func(s *Synonyms) *[]string { return &s.Words }),
		simple(Field{
			Key: "pages", Label: "Sidor", Example: "[om/index.md]", Aliases: "page sidor sida fil filer path",
			Help: "Filerna i content/ som svarar bäst på orden, den bästa först. De visas överst bland träffarna.",
		}, TypePath, true, (*frontmatter.Decoder).Texts, func(s *Synonyms) *[]string { return &s.paths }),
	},
	check: func(d *decoder, s *Synonyms) {
		for i := range s.Words {
			s.words = append(s.words, d.ItemPos("words", i))
		}
		for i := range s.paths {
			at := textPlace{}
			at.Pos, at.exact = d.ItemTextPos("pages", i)
			s.pages = append(s.pages, at)
		}
	},
}

// checkSynonyms finds words that no search would find, or that stand in two groups, and groups that say nothing.
func checkSynonyms(d *decoder, list *synonymList) {
	first := map[string]int{} // the line of a word
	for i := range list.groups {
		s := &list.groups[i]
		for j, word := range s.Words {
			at, parts := s.words[j], searchWords(word)
			folded := strings.Join(parts, " ")
			line, twice := first[folded]
			switch {
			case len([]rune(folded)) < 2:
				d.Problem(at, problem.BadValue, fmt.Sprintf("”%s” går inte att söka på.", word),
					"Skriv ett ord med minst två bokstäver eller siffror.")
			case twice:
				d.Problem(at, problem.BadValue,
					fmt.Sprintf("Ordet ”%s” står redan på rad %d.", word, line),
					"Ett ord kan bara höra till en grupp. Ta bort det på det ena stället, eller slå ihop grupperna.")
			case len(parts) > 1 && len(s.paths) == 0:
				d.Problem(at, problem.BadValue,
					fmt.Sprintf("”%s” är flera ord, och gruppen har ingen sida att leda dem till.", word),
					"Lägg till pages med sidan som svarar, eller skriv ett ord i taget.")
			default:
				first[folded] = at.Line
			}
		}
		if len(s.Words) == 1 && len(s.paths) == 0 && len(searchWords(s.Words[0])) == 1 {
			d.Problem(s.words[0], problem.BadValue,
				fmt.Sprintf("”%s” står ensamt och leder inte till någon sida.", s.Words[0]),
				"Lägg till ett ord som betyder samma sak, eller pages med sidan som svarar.")
		}
	}
}

// searchWords are the words of a text as a search sees them.
func searchWords(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r)
	})
}

// readSynonyms reads sok.yaml.
func (l *loader) readSynonyms() {
	if l.hasSynonyms {
		var list synonymList
		decodeFile(l, synonymsFile, synonymListShape, &list)
		l.synonyms = list.groups
	}
}

// resolveSynonyms finds the entries that the words lead to.
func (l *loader) resolveSynonyms() {
	r := &resolver{loader: l, from: &Entry{File: synonymsFile}}
	for i := range l.synonyms {
		s := &l.synonyms[i]
		for j, path := range s.paths {
			at := s.pages[j]
			address := r.menu(path)
			if r.fault == nil && slices.Contains(s.Pages, address) {
				r.fail(problem.BadValue, fmt.Sprintf("Sidan ”%s” står två gånger.", path), "Ta bort den ena.")
			}
			if r.fault != nil {
				l.problems.Add(r.faultAt(synonymsFile, path, at))
				continue
			}
			s.Pages = append(s.Pages, address)
		}
	}
}
