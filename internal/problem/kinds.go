package problem

// Kind names a sort of mistake, for tools and tests. Kinds are stable: a script may look for one.
type Kind string

// The sorts of mistake that editors can make.
const (
	NoFrontMatter       Kind = "no-front-matter"       // the file does not begin with a header between --- lines
	UnclosedFrontMatter Kind = "unclosed-front-matter" // the header has no closing ---
	YAMLSyntax          Kind = "yaml-syntax"           // the header cannot be read at all
	AliasBomb           Kind = "alias"                 // the header uses YAML's anchors and aliases
	UnknownKey          Kind = "unknown-key"           // a key that this kind of entry does not have
	DuplicateKey        Kind = "duplicate-key"         // the same key twice
	MissingKey          Kind = "missing-key"           // a key that must be there is not, or is empty
	WrongType           Kind = "wrong-type"            // a list where a text belongs, and so on
	BadValue            Kind = "bad-value"             // a value that its key cannot have
	BadDate             Kind = "bad-date"              // not a date, or a day that no calendar has
	NonexistentTime     Kind = "nonexistent-time"      // an hour skipped when summer time begins
	EndBeforeStart      Kind = "end-before-start"      // the end is not after the start
	UnknownReference    Kind = "unknown-reference"     // a relation to an entry that does not exist
	UnknownValue        Kind = "unknown-value"         // a value outside its set
	DuplicateID         Kind = "duplicate-id"          // two entries with one id
	DuplicateAddress    Kind = "duplicate-address"     // two files that would have one address on the site
	BadID               Kind = "bad-id"                // an id, or a file name, that makes no address
	BrokenLink          Kind = "broken-link"           // a link to a file that does not exist
	MissingAnchor       Kind = "missing-anchor"        // a link to a heading that does not exist
	UnsafeLink          Kind = "unsafe-link"           // a link with a scheme that may run code
	OutsideTree         Kind = "outside-tree"          // a path that leads out of the content folder
	SymbolicLink        Kind = "symbolic-link"         // a symbolic link, which could lead anywhere
	MissingImage        Kind = "missing-image"         // a picture that does not exist
	MissingAlt          Kind = "missing-alt"           // a picture without a text for those who don't see it
	RawHTML             Kind = "raw-html"              // HTML in the Markdown
	UnknownNotice       Kind = "unknown-notice"        // > [!…] with a word that names no notice
	UnknownTerm         Kind = "unknown-term"          // begrepp:… without such a concept
	HeadingLevel        Kind = "heading-level"         // a level-one heading in the text, or a level skipped
	EmptyText           Kind = "empty-text"            // a link or heading without words
	NotUTF8             Kind = "not-utf-8"             // bytes that are no UTF-8 text
	EmptyFile           Kind = "empty-file"            // nothing in it
	TooLarge            Kind = "too-large"             // larger than any text that a person writes
	TooMany             Kind = "too-many"              // more problems in a file than are told of
	UnexpectedFile      Kind = "unexpected-file"       // a file that belongs to no kind of content
	VanishedAddress     Kind = "vanished-address"      // a published address that leads nowhere any longer
	VanishedEvent       Kind = "vanished-event"        // a coming event that subscribers have, and that is gone
	MissingFile         Kind = "missing-file"          // a file that the site cannot do without
)
