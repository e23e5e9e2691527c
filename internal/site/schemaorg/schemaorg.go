// Package schemaorg holds the types of schema.org with which pages tell machines of themselves, as JSON-LD. Fields are
// named as the properties; a property that is empty is left out.
package schemaorg

// The types, named as schema.org names them, but for those whose comments say otherwise.
type (
	// Graph is all that a page says of itself.
	Graph struct {
		Context string `json:"@context"`
		Nodes   []any  `json:"@graph"`
	}
	// Named is a thing of which no more is said than its name and where to read on: Organization, Person,
	// DefinedTermSet.
	Named struct {
		Type string `json:"@type"`
		ID   string `json:"@id,omitempty"`
		Name string `json:"name"`
		URL  string `json:"url,omitempty"`
	}
	// Organization is a part, a funder, a group or PSI.
	Organization struct {
		Type               string        `json:"@type"`
		ID                 string        `json:"@id,omitempty"`
		Name               string        `json:"name"`
		AlternateName      string        `json:"alternateName,omitempty"`
		Description        string        `json:"description,omitempty"`
		URL                string        `json:"url"`
		MainEntityOfPage   string        `json:"mainEntityOfPage,omitempty"`
		Logo               string        `json:"logo,omitempty"`
		Email              string        `json:"email,omitempty"`
		Telephone          string        `json:"telephone,omitempty"`
		Address            string        `json:"address,omitempty"`
		ContactPoint       *ContactPoint `json:"contactPoint,omitempty"`
		MemberOf           *Named        `json:"memberOf,omitempty"`
		Member             []Named       `json:"member,omitempty"`
		ParentOrganization *Named        `json:"parentOrganization,omitempty"`
		// Funder and Funding are those of a Project, which schema.org holds to be an organisation.
		Funder  *Named `json:"funder,omitempty"`
		Funding *Grant `json:"funding,omitempty"`
	}
	// ContactPoint is a way to reach somebody.
	ContactPoint struct {
		Type              string `json:"@type"`
		Name              string `json:"name,omitempty"`
		ContactType       string `json:"contactType"`
		Description       string `json:"description,omitempty"`
		Email             string `json:"email,omitempty"`
		Telephone         string `json:"telephone,omitempty"`
		URL               string `json:"url"`
		AvailableLanguage string `json:"availableLanguage"`
	}
	// WebSite is the whole site.
	WebSite struct {
		Type          string `json:"@type"`
		Name          string `json:"name"`
		AlternateName string `json:"alternateName,omitempty"`
		URL           string `json:"url"`
		InLanguage    string `json:"inLanguage"`
		Publisher     *Named `json:"publisher"`
	}
	// BreadcrumbList is the way to a page.
	BreadcrumbList struct {
		Type            string     `json:"@type"`
		ItemListElement []ListItem `json:"itemListElement"`
	}
	// ListItem is a step of a BreadcrumbList, counted from 1.
	ListItem struct {
		Type     string `json:"@type"`
		Position int    `json:"position"`
		Name     string `json:"name"`
		Item     string `json:"item"`
	}
	// CalendarEvent is one occasion of an activity.
	CalendarEvent struct {
		Type                string  `json:"@type"`
		ID                  string  `json:"@id"`
		Name                string  `json:"name"`
		Description         string  `json:"description,omitempty"`
		URL                 string  `json:"url"`
		Image               string  `json:"image,omitempty"`
		InLanguage          string  `json:"inLanguage"`
		StartDate           string  `json:"startDate"`
		EndDate             string  `json:"endDate"`
		PreviousStartDate   string  `json:"previousStartDate,omitempty"`
		EventStatus         string  `json:"eventStatus"`
		EventAttendanceMode string  `json:"eventAttendanceMode,omitempty"`
		Location            []Place `json:"location,omitempty"`
		Organizer           []Named `json:"organizer"`
		Performer           []Named `json:"performer,omitempty"`
	}
	// Place is a Place or a VirtualLocation.
	Place struct {
		Type             string `json:"@type"`
		Name             string `json:"name,omitempty"`
		Address          string `json:"address,omitempty"`
		ContainedInPlace *Area  `json:"containedInPlace,omitempty"`
		URL              string `json:"url,omitempty"`
	}
	// Area is an AdministrativeArea: a municipality.
	Area struct {
		Type string `json:"@type"`
		Name string `json:"name"`
	}
	// Article is a text that somebody has published.
	Article struct {
		Type             string `json:"@type"`
		Headline         string `json:"headline"`
		Description      string `json:"description,omitempty"`
		Image            string `json:"image,omitempty"`
		URL              string `json:"url"`
		MainEntityOfPage string `json:"mainEntityOfPage"`
		InLanguage       string `json:"inLanguage"`
		DatePublished    string `json:"datePublished,omitempty"`
		DateModified     string `json:"dateModified,omitempty"`
		Author           *Named `json:"author"`
		Publisher        *Named `json:"publisher"`
	}
	// Grant is a MonetaryGrant: money that was given, or that can be applied for.
	Grant struct {
		Type            string          `json:"@type"`
		Name            string          `json:"name,omitempty"`
		Description     string          `json:"description,omitempty"`
		URL             string          `json:"url,omitempty"`
		Funder          *Named          `json:"funder,omitempty"`
		Amount          *MonetaryAmount `json:"amount,omitempty"`
		PotentialAction *ApplyAction    `json:"potentialAction,omitempty"`
	}
	// MonetaryAmount is an amount of money.
	MonetaryAmount struct {
		Type     string `json:"@type"`
		Value    int    `json:"value"`
		Currency string `json:"currency"`
	}
	// ApplyAction is to apply for money between two times.
	ApplyAction struct {
		Type      string `json:"@type"`
		StartTime string `json:"startTime,omitempty"`
		EndTime   string `json:"endTime"`
		Target    string `json:"target,omitempty"`
	}
	// Service is what somebody does for others.
	Service struct {
		Type        string `json:"@type"`
		Name        string `json:"name"`
		Description string `json:"description,omitempty"`
		URL         string `json:"url"`
		Provider    *Named `json:"provider,omitempty"`
	}
	// DefinedTerm is a word of the glossary.
	DefinedTerm struct {
		Type             string   `json:"@type"`
		Name             string   `json:"name"`
		AlternateName    []string `json:"alternateName,omitempty"`
		Description      string   `json:"description"`
		URL              string   `json:"url"`
		InDefinedTermSet Named    `json:"inDefinedTermSet"`
	}
)
