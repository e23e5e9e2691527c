package site

// The types of schema.org that pages use, as JSON-LD. Fields are named as the properties; a property that is empty is left out.
type (
	// graph is all that a page says of itself.
	graph struct {
		Context string `json:"@context"`
		Nodes   []any  `json:"@graph"`
	}
	// named is a thing of which no more is said than its name and where to read on: Organization, Person, DefinedTermSet.
	named struct {
		Type string `json:"@type"`
		ID   string `json:"@id,omitempty"`
		Name string `json:"name"`
		URL  string `json:"url,omitempty"`
	}
	// organization is a part, a funder, a group or PSI.
	organization struct {
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
		ContactPoint       *contactPoint `json:"contactPoint,omitempty"`
		MemberOf           *named        `json:"memberOf,omitempty"`
		Member             []named       `json:"member,omitempty"`
		ParentOrganization *named        `json:"parentOrganization,omitempty"`
		// Funder and Funding are those of a Project, which schema.org holds to be an organisation.
		Funder  *named `json:"funder,omitempty"`
		Funding *grant `json:"funding,omitempty"`
	}
	contactPoint struct {
		Type              string `json:"@type"`
		Name              string `json:"name,omitempty"`
		ContactType       string `json:"contactType"`
		Description       string `json:"description,omitempty"`
		Email             string `json:"email,omitempty"`
		Telephone         string `json:"telephone,omitempty"`
		URL               string `json:"url"`
		AvailableLanguage string `json:"availableLanguage"`
	}
	webSite struct {
		Type          string `json:"@type"`
		Name          string `json:"name"`
		AlternateName string `json:"alternateName,omitempty"`
		URL           string `json:"url"`
		InLanguage    string `json:"inLanguage"`
		Publisher     *named `json:"publisher"`
	}
	breadcrumbList struct {
		Type            string     `json:"@type"`
		ItemListElement []listItem `json:"itemListElement"`
	}
	listItem struct {
		Type     string `json:"@type"`
		Position int    `json:"position"`
		Name     string `json:"name"`
		Item     string `json:"item"`
	}
	// calendarEvent is one occasion of an activity.
	calendarEvent struct {
		Type                string  `json:"@type"`
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
		Location            []place `json:"location,omitempty"`
		Organizer           []named `json:"organizer"`
		Performer           []named `json:"performer,omitempty"`
	}
	// place is a Place or a VirtualLocation.
	place struct {
		Type    string `json:"@type"`
		Name    string `json:"name,omitempty"`
		Address string `json:"address,omitempty"`
		URL     string `json:"url,omitempty"`
	}
	article struct {
		Type             string `json:"@type"`
		Headline         string `json:"headline"`
		Description      string `json:"description,omitempty"`
		Image            string `json:"image,omitempty"`
		URL              string `json:"url"`
		MainEntityOfPage string `json:"mainEntityOfPage"`
		InLanguage       string `json:"inLanguage"`
		DatePublished    string `json:"datePublished,omitempty"`
		DateModified     string `json:"dateModified,omitempty"`
		Author           *named `json:"author"`
		Publisher        *named `json:"publisher"`
	}
	// grant is a MonetaryGrant: money that was given, or that can be applied for.
	grant struct {
		Type            string          `json:"@type"`
		Name            string          `json:"name,omitempty"`
		Description     string          `json:"description,omitempty"`
		URL             string          `json:"url,omitempty"`
		Funder          *named          `json:"funder,omitempty"`
		Amount          *monetaryAmount `json:"amount,omitempty"`
		PotentialAction *applyAction    `json:"potentialAction,omitempty"`
	}
	monetaryAmount struct {
		Type     string `json:"@type"`
		Value    int    `json:"value"`
		Currency string `json:"currency"`
	}
	// applyAction is to apply for money between two times.
	applyAction struct {
		Type      string `json:"@type"`
		StartTime string `json:"startTime,omitempty"`
		EndTime   string `json:"endTime"`
		Target    string `json:"target,omitempty"`
	}
	service struct {
		Type        string `json:"@type"`
		Name        string `json:"name"`
		Description string `json:"description,omitempty"`
		URL         string `json:"url"`
		Provider    *named `json:"provider,omitempty"`
	}
	definedTerm struct {
		Type             string   `json:"@type"`
		Name             string   `json:"name"`
		AlternateName    []string `json:"alternateName,omitempty"`
		Description      string   `json:"description"`
		URL              string   `json:"url"`
		InDefinedTermSet named    `json:"inDefinedTermSet"`
	}
)
