package frontmatter

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"

	"so-in.se/psi/internal/problem"
)

// kind is the shape of a node.
type kind uint8

const (
	scalar  kind = iota // a text
	list                // items
	mapping             // keys and values
	refused             // something reported already, to be passed over in silence
)

// node is a piece of the header: what remains of YAML when it has given the shape.
type node struct {
	kind  kind
	plain bool   // a scalar without quotes, on its key's line
	flow  bool   // a list between brackets
	text  string // a scalar's text, unquoted and unfolded
	pos   Pos
	items []node // a list's items; a mapping's keys and values by turns
}

// empty reports whether the editor left the value out: nothing after the colon, an empty text, list or mapping, or the
// null that some editing tools write in the place of nothing.
func (n *node) empty() bool {
	switch n.kind {
	case scalar:
		return strings.TrimSpace(n.text) == "" || n.plain && (n.text == "~" || n.text == "null")
	case list, mapping:
		return len(n.items) == 0
	}
	return false
}

// maxDepth is far deeper than any header goes. It keeps a header of thousands of brackets from costing anything.
const maxDepth = 20

var limits = yaml.WithPlugin(loaderlimits.New(loaderlimits.DepthValue(maxDepth)))

// readHeader sets the document's root from YAML whose first line is the given line of the file.
func (r *reader) readHeader(header []byte, line int) {
	h := &headerReader{reader: r, header: header, firstLine: line}
	if root, ok := simpleHeader(string(header), line); ok {
		root.pos = h.opening()
		r.doc.root = &root
		return
	}
	h.readYAML()
}

// readYAML sets the document's root by way of the YAML library.
func (h *headerReader) readYAML() {
	doc, err := load(h.header)
	var fault *yaml.LoadError
	switch {
	case errors.As(err, &fault):
		h.syntaxFault(fault)
	case err != nil:
		h.syntaxFault(&yaml.LoadError{Message: err.Error(), Mark: yaml.Mark{Line: 1}})
	case doc == nil:
		h.doc.root = &node{kind: mapping, pos: h.opening()}
	default:
		h.setRoot(doc)
	}
}

var errDocuments = errors.New("several documents")

// load returns the one YAML document in the header, nil when there are only comments and blank lines.
func load(header []byte) (*yaml.Node, error) {
	if len(header) == 0 {
		return nil, nil
	}
	loader, err := yaml.NewLoader(bytes.NewReader(header), limits)
	if err != nil {
		return nil, err
	}
	var doc, more yaml.Node
	if err := loader.Load(&doc); err == io.EOF {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	if err := loader.Load(&more); err == nil {
		return nil, errDocuments
	} else if err != io.EOF {
		return nil, err
	}
	return &doc, nil
}

// headerReader turns YAML's nodes into ours.
type headerReader struct {
	*reader
	header    []byte
	firstLine int
	lines     []string // the header's, once anyone has asked for one
}

func (h *headerReader) setRoot(doc *yaml.Node) {
	n := doc.Content[0]
	switch {
	case n.Kind == yaml.MappingNode:
		root := h.convert(n)
		if root.kind == mapping {
			root.pos = h.opening()
			h.doc.root = &root
		}
	case n.Kind == yaml.ScalarNode && n.Style == 0 && n.Value == "" && n.Anchor == "": // nothing but a --- of its own
		h.doc.root = &node{kind: mapping, pos: h.opening()}
	case n.Kind == yaml.ScalarNode && n.Style == 0 && n.Value != "":
		h.syntaxFault(&yaml.LoadError{
			Message: noColon, Mark: yaml.Mark{Line: n.Line, Column: n.Column},
			ContextMark: yaml.Mark{Line: n.Line, Column: n.Column},
		})
	default:
		h.problem(h.pos(n), problem.WrongType, "Här ska stå nycklar med värden, men här står något annat.",
			"Skriv varje nyckel på en egen rad, utan bindestreck framför:\ntitle: Stormöte i Kumla")
	}
}

// opening is the place of the header as a whole: the fence above it, or the first line of a file without fences.
func (h *headerReader) opening() Pos { return Pos{Line: max(h.firstLine-1, 1), Column: 1} }

func (h *headerReader) pos(n *yaml.Node) Pos {
	return Pos{Line: h.firstLine + n.Line - 1, Column: n.Column}
}

// convert reports what content has no need of. Its anchors are never followed, so a bomb of aliases costs no more than
// its text.
func (h *headerReader) convert(n *yaml.Node) node {
	out := node{pos: h.pos(n)}
	if n.Kind == yaml.AliasNode || n.Anchor != "" || n.Style&yaml.TaggedStyle != 0 || n.Tag == "!" {
		h.refuse(n)
		out.kind = refused
		return out
	}
	switch n.Kind {
	case yaml.MappingNode:
		h.convertMapping(n, &out)
	case yaml.SequenceNode:
		out.kind, out.flow = list, n.Style&yaml.FlowStyle != 0
		out.items = make([]node, len(n.Content))
		for i, item := range n.Content {
			out.items[i] = h.convert(item)
		}
	default:
		out.text, out.plain = n.Value, n.Style == 0
		if out.plain && (strings.HasPrefix(n.Value, "-") || strings.Contains(n.Value, " -")) && h.lostDash(n) ||
			out.plain && otherItem().MatchString(n.Value) && h.otherItems(n) {
			out.kind = refused
		}
		if len(n.LineComment) > 1 {
			h.comment(n)
		}
		if i := strings.IndexFunc(n.Value, isControl); i >= 0 {
			h.escapedControl(n, i)
			out.kind = refused
		}
	}
	return out
}

// escapedControl reports a character that clean would have found, had it not been written as an escape. It stands at an
// offset in the text.
func (h *headerReader) escapedControl(n *yaml.Node, offset int) {
	c, _ := utf8.DecodeRuneInString(n.Value[offset:])
	h.problem(h.pos(n), problem.BadValue, fmt.Sprintf(controlMessage, c),
		"Det är skrivet med ett omvänt snedstreck. Ta bort det. Ska där stå ett omvänt snedstreck, så skriv det två "+
			"gånger.")
}

func (h *headerReader) convertMapping(n *yaml.Node, out *node) {
	out.kind = mapping
	out.items = make([]node, 0, len(n.Content))
	seen := keyLines{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := h.convert(n.Content[i]), h.convert(n.Content[i+1])
		switch {
		case key.kind == list || key.kind == mapping:
			h.problem(
				key.pos, problem.YAMLSyntax,
				"Här ska stå en nyckel, men raden börjar med en klammer eller hakparentes.",
				"Hör den till texten? Sätt då citattecken runt hela texten: title: \"{exempel}\".",
			)
			out.kind = refused
		case key.kind == refused:
		case key.text == "" || key.text == "<<" || strings.Contains(key.text, "\u00a0"):
			h.badKey(key)
		default:
			if first := seen.of(key, out); first > 0 {
				h.problem(
					key.pos, problem.DuplicateKey,
					fmt.Sprintf("Nyckeln `%s` finns redan på rad %d.", short(key.text), first),
					"Behåll en av raderna och ta bort den andra.",
				)
				continue
			}
			out.items = append(out.items, key, value)
		}
	}
}

// keyLines finds the line of an earlier key of the same name: by looking through the few there are, and once they are
// many in a map.
type keyLines map[string]int

func (l keyLines) of(key node, m *node) int {
	const few = 32
	if len(m.items) < 2*few {
		for i := 0; i < len(m.items); i += 2 {
			if m.items[i].text == key.text {
				return m.items[i].pos.Line
			}
		}
		return 0
	}
	for i := 2 * len(l); i < len(m.items); i += 2 {
		l[m.items[i].text] = m.items[i].pos.Line
	}
	return l[key.text]
}

func (h *headerReader) badKey(key node) {
	switch key.text {
	case "<<":
		h.problem(
			key.pos, problem.AliasBomb, "Sammanslagning med << går inte att använda här.",
			"Skriv ut nycklarna med sina värden i stället.",
		)
	case "":
		h.problem(key.pos, problem.YAMLSyntax, "Det saknas en nyckel före kolonet.",
			"Skriv nyckel, kolon, blanksteg och värde: title: Stormöte i Kumla.")
	default:
		h.problem(key.pos, problem.YAMLSyntax, hardBlankMessage,
			"Ta bort det och skriv ett vanligt blanksteg:\n"+strings.ReplaceAll(key.text, "\u00a0", " ")+":")
	}
}

// refuse reports an alias, an anchor or a tag. Mostly they are meant as text.
func (h *headerReader) refuse(n *yaml.Node) {
	at := h.pos(n)
	line := h.line(n.Line)
	mark := "!"
	switch {
	case n.Kind == yaml.AliasNode:
		mark = "*"
	case n.Anchor != "":
		mark = "&"
	}
	message := fmt.Sprintf(
		"Ett värde som börjar med %s utan citattecken har en särskild betydelse i YAML, som inte går att använda här.",
		mark,
	)
	h.line(1)
	if items := listItems(h.lines, n.Line); len(items) > 0 {
		h.mend(at, problem.AliasBomb, otherItems, withDashes, items...)
		return
	}
	if e := parseEntry(line); e.value != "" && strings.ContainsAny(e.value[:1], "*&!") && len(n.Content) == 0 {
		h.mend(at, problem.AliasBomb, message, aroundAll, e.with(quote(e.value)))
		return
	}
	h.problem(at, problem.AliasBomb, message, "Sätt citattecken runt hela texten, eller ta bort det.")
}

// comment reports text that YAML takes for a comment although the editor can hardly have meant it: # without a blank
// after it, as in "Sal B #2". After a single blank, behind several words or before a number, as in "Möte # 3", it may
// be either.
func (h *headerReader) comment(n *yaml.Node) {
	at, line := h.pos(n), h.line(n.Line)
	e := parseEntry(line)
	i := strings.Index(line, " "+n.LineComment)
	text := strings.TrimLeft(n.LineComment[1:], " \t")
	kind := problem.BadValue
	if len(text) < len(n.LineComment)-1 {
		kind = problem.CommentedText
		deliberate := strings.HasSuffix(line[:max(i, 0)], " ") || strings.HasPrefix(e.value, "#")
		number := text != "" && text[0] >= '0' && text[0] <= '9'
		if i < 0 || deliberate || !number && !strings.Contains(n.Value, " ") {
			return
		}
	}
	at.Column += max(utf8.RuneCountInString(line[:max(i, 0)])+2-at.Column, 0)
	const message = "Texten från och med # läses som en kommentar och visas inte."
	const advice = "Är det en kommentar, så skriv två blanksteg före # och ett efter. Hör den till texten, så sätt " +
		"citattecken runt hela texten"
	if e.value == "" || strings.ContainsAny(e.value[:1], `"'[{`) {
		h.problem(at, kind, message, advice+".")
		return
	}
	h.mend(at, kind, message, advice+":", e.with(quote(e.value)))
}

// otherItems reports lines that YAML takes for text but are items of a list with other signs than dashes. A lone line
// that begins with a dash may be what somebody says.
func (h *headerReader) otherItems(n *yaml.Node) bool {
	h.line(n.Line)
	items := listItems(h.lines, n.Line)
	if len(items) == 0 || len(items) == 1 && strings.ContainsAny(n.Value[:3], "–—") {
		return false
	}
	h.mend(h.pos(n), problem.YAMLSyntax, otherItems, withDashes, items...)
	return true
}

// lostDash reports list items that YAML takes for text: "-a" for want of a blank, and "- b" further in than the line
// above, which it then goes on from.
func (h *headerReader) lostDash(n *yaml.Node) bool {
	for at := n.Line; ; at++ {
		e := parseEntry(h.line(at))
		text, _, _ := strings.Cut(strings.TrimSpace(e.line), " #")
		switch item, isItem := strings.CutPrefix(text, "-"); {
		case text == "" || at > n.Line && !strings.Contains(n.Value, text):
			return false
		case !isItem:
		case at == n.Line && utf8.RuneCountInString(e.line[:e.indent])+1 == n.Column && isKey(item):
			h.mend(
				Pos{h.firstLine + at - 1, n.Column}, problem.YAMLSyntax, missingDashBlank,
				afterDash, e.line[:e.indent]+"- "+item,
			)
			return true
		case at > n.Line:
			h.problem(
				Pos{h.firstLine + at - 1, utf8.RuneCountInString(e.line[:e.indent]) + 1}, problem.YAMLSyntax,
				"Raden läses som en fortsättning på texten ovanför, inte som en del av en lista.",
				"Ska det vara en lista, så skriv bindestrecken rakt under varandra, "+
					"var och ett följt av ett blanksteg, på raderna under nyckeln. "+
					"Ska det vara text, så sätt citattecken runt hela texten.",
			)
			return true
		}
	}
}

// line returns a line of the header, counted from 1; "" outside it, and for one so long that looking at it again and
// again would take time.
func (h *headerReader) line(n int) string {
	if h.lines == nil {
		h.lines = strings.Split(string(h.header), "\n")
	}
	if n < 1 || n > len(h.lines) || len(h.lines[n-1]) > longLine {
		return ""
	}
	return h.lines[n-1]
}
