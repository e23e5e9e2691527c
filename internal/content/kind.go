package content

import "fmt"

// Kind is a sort of entry, named by its folder below the content root.
type Kind string

// The kinds of entries. Everything outside these folders is a [Page].
const (
	KindActivity       Kind = "aktiviteter"
	KindSamhallssamtal Kind = "samhallssamtal"
	KindContact        Kind = "radgivning"
	KindProject        Kind = "projekt"
	KindCall           Kind = "utlysningar"
	KindFunder         Kind = "finansiarer"
	KindPartner        Kind = "parter"
	KindGroup          Kind = "grupper"
	KindNews           Kind = "nyheter"
	KindNewsletter     Kind = "nyhetsbrev"
	KindActivityList   Kind = "aktivitetslista"
	KindTheme          Kind = "teman"
	KindArea           Kind = "rus"
	KindConcept        Kind = "begrepp"
	KindLookout        Kind = "bevakning"
	KindSource         Kind = "kallor"
	KindPage           Kind = ""
)

// spec says how entries of one kind come to be.
type spec struct {
	kind Kind
	// one is what an editor calls an entry of the kind, with its article: "en aktivitet".
	one   string
	make  func() entity
	clone func(entity) entity
}

// specFor binds a kind to its Go type.
func specFor[T any, P interface {
	*T
	entity
}](kind Kind, one string) spec {
	return spec{
		kind: kind,
		one:  one,
		make: func() entity { return P(new(T)) },
		clone: func(e entity) entity {
			p, ok := e.(P)
			if !ok {
				panic(fmt.Sprintf("content: a %T among %s", e, kind))
			}
			c := *p
			return P(&c)
		},
	}
}

// specs lists the kinds in the order in which relations are resolved, and so in which back links are listed.
var specs = []spec{
	specFor[Activity](KindActivity, "en aktivitet"),
	specFor[Samhallssamtal](KindSamhallssamtal, "ett samhällssamtal"),
	specFor[Call](KindCall, "en utlysning"),
	specFor[FundedProject](KindProject, "ett projekt"),
	specFor[AdvisoryContact](KindContact, "en rådgivare"),
	specFor[Group](KindGroup, "en grupp"),
	specFor[News](KindNews, "en nyhet"),
	specFor[Newsletter](KindNewsletter, "ett nyhetsbrev"),
	specFor[ActivityList](KindActivityList, "en aktivitetslista"),
	specFor[Lookout](KindLookout, "en bevakning"),
	specFor[Funder](KindFunder, "en finansiär"),
	specFor[Partner](KindPartner, "en part"),
	specFor[Concept](KindConcept, "ett begrepp"),
	specFor[Theme](KindTheme, "ett tema"),
	specFor[Area](KindArea, "ett RUS-område"),
	specFor[Source](KindSource, "en källa"),
	specFor[Page](KindPage, "en sida"),
}

// specOf finds the spec of a kind; an unknown folder holds pages.
func specOf(folder string) *spec {
	for i := range specs {
		if string(specs[i].kind) == folder {
			return &specs[i]
		}
	}
	return &specs[len(specs)-1]
}

// Kinds lists every kind but pages, in the order in which visitors meet them.
func Kinds() []Kind {
	kinds := make([]Kind, 0, len(specs)-1)
	for _, s := range specs {
		if s.kind != KindPage {
			kinds = append(kinds, s.kind)
		}
	}
	return kinds
}
