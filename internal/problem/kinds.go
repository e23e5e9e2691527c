package problem

import "slices"

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
	MoreFaults          Kind = "more-faults"           // a file has more faults than are told of
	UnexpectedFile      Kind = "unexpected-file"       // a file that belongs to no kind of content
	VanishedAddress     Kind = "vanished-address"      // a published address that leads nowhere any longer
	VanishedEvent       Kind = "vanished-event"        // a coming event that subscribers have, and that is gone
	OtherSite           Kind = "other-site"            // what was published is another site
	MissingFile         Kind = "missing-file"          // a file that the site cannot do without
	MergeConflict       Kind = "merge-conflict"        // two versions of a file that have not been merged
	SecondHeader        Kind = "second-header"         // a header in the middle of the text
	LooseMarkup         Kind = "loose-markup"          // a mark that Markdown shows as it stands
	ForeignMarkup       Kind = "foreign-markup"        // a mark of another system, shown as it stands
	TextAsHeading       Kind = "text-as-heading"       // a sentence that the line under it makes a heading
	BadCharacter        Kind = "bad-character"         // a character of a font for symbols
	MarkedText          Kind = "marked-text"           // Markdown in a value that is shown as it stands
	CancelledInTitle    Kind = "cancelled-in-title"    // only the title says that an activity is cancelled
	PrivateLink         Kind = "private-link"          // a link to what only its author can see
	WrappedLink         Kind = "wrapped-link"          // a link by way of a service that looks at who follows it
	WrongName           Kind = "wrong-name"            // a file whose name says that it is something else
	WrongFolder         Kind = "wrong-folder"          // an entry in the folder of another kind
	BrokenFile          Kind = "broken-file"           // a document that no program can open
	UnsafePicture       Kind = "unsafe-picture"        // a drawing with scripts, or with parts from elsewhere
	PhotoPlace          Kind = "photo-place"           // a picture that tells where it was taken
)

// The sorts of remark: what is likely a slip, or hard to read.
const (
	CommentedText Kind = "commented-text" // text after a #, which YAML takes for a comment
	FarDate       Kind = "far-date"       // a date far from the others, or from the day on which it is read
	NightTime     Kind = "night-time"     // a time at which hardly anything begins

	SkippedOccasions     Kind = "skipped-occasions"     // a series on a day that not all months or years have
	OverlappingOccasions Kind = "overlapping-occasions" // an occasion that begins before the last has ended
	UncommonSeries       Kind = "uncommon-series"       // a series that some calendar program has no rule for

	LongTitle      Kind = "long-title"      // a title that no list has room for
	LongActivity   Kind = "long-activity"   // a time span that lasts longer than anybody means
	IdleAcceptance Kind = "idle-acceptance" // a remark is accepted that is not made
	MoreRemarks    Kind = "more-remarks"    // a file has more remarks than are told of

	IndentedText       Kind = "indented-text"       // text that blanks before it make code
	InvisibleCharacter Kind = "invisible-character" // a character that nobody sees
	WeakLink           Kind = "weak-link"           // a link whose words do not say where it leads
	SameLinkText       Kind = "same-link-text"      // links of the same words that lead to different places
	WeakAlt            Kind = "weak-alt"            // a picture's description that is the name of a file
	HouseWord          Kind = "house-word"          // a word that the house writes in another way
	WrongWeekday       Kind = "wrong-weekday"       // a date on another weekday than the text says

	OwnAddress  Kind = "own-address"       // a link to the site's own address, instead of a file
	TrackedLink Kind = "tracked-link"      // a link that tells where its visitors come from
	SharedLink  Kind = "shared-link"       // a link to a file that perhaps only a few may see
	OddName     Kind = "odd-name"          // a file name that gives an odd address
	UnusedFile  Kind = "unused-file"       // a picture or document that no text shows or links to
	SecurityDay Kind = "security-day"      // the last day of what is said of security is near, past or too far ahead
	NoStartPage Kind = "no-start-page"     // the folder has no text for the start page
	DeadLink    Kind = "broken-outer-link" // a link to another site that leads nowhere
	MovedLink   Kind = "moved-outer-link"  // a link to a page of another site that has moved
)

// remarks are the Swedish names of the remarks, by which editors accept them.
var remarks = map[Kind]string{
	CommentedText: "kommentar", FarDate: "avlägset datum", NightTime: "tid på natten",
	LongTitle: "lång rubrik", LongActivity: "lång tid", IdleAcceptance: "onödigt godkännande",
	MoreRemarks:      "fler anmärkningar",
	SkippedOccasions: "överhoppade tillfällen", OverlappingOccasions: "samtidiga tillfällen",
	UncommonSeries: "ovanlig serie",
	IndentedText:   "indragen text", InvisibleCharacter: "osynligt tecken", WeakLink: "svag länktext",
	SameLinkText: "samma länktext", WeakAlt: "svag bildbeskrivning", HouseWord: "husets ord",
	WrongWeekday: "fel veckodag",
	OwnAddress:   "egen adress", TrackedLink: "spårad länk", SharedLink: "delad fil",
	OddName: "udda filnamn", UnusedFile: "oanvänd fil", NoStartPage: "ingen startsida",
	SecurityDay: "säkerhetens dag",
	DeadLink:    "död länk", MovedLink: "flyttad länk",
}

// Remark returns the Swedish name of a remark; empty for a fault.
func (k Kind) Remark() string { return remarks[k] }

// Acceptable lists the names of the remarks that an editor may accept, in order: those that are about what is written.
func Acceptable() []string {
	var names []string
	for kind, name := range remarks {
		if kind != IdleAcceptance && kind != MoreRemarks {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
