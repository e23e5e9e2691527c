package ical

import (
	"strings"
	"sync"
)

// What Teams, Zoom, Google Meet, Webex and Jitsi write into invitations, in Swedish and English, in lower case and
// without links. One alternative stands on each line.

// openings are words with which a line of a block begins, and hardly anything else, by the first of them.
var openings = sync.OnceValue(func() map[string][]string {
	by := make(map[string][]string)
	for _, o := range listed(openingLines) {
		by[firstWord(o)] = append(by[firstWord(o)], o)
	}
	return by
})

func firstWord(s string) string {
	word, _, _ := strings.Cut(s, " ")
	return strings.TrimRight(word, ":,.?|")
}

const openingLines = `
	alternate vtc
	alternativa vtc
	ange det här mötes-id
	anslut från ett videosystem
	anslut från videosystem
	anslut med en videokonferensenhet
	anslut med google meet
	anslut med h.323
	anslut med mötesnummer
	anslut med sip
	anslut på datorn
	anslut på din dator
	anslut på en videokonferensenhet
	anslut på webben
	anslut till microsoft teams
	anslut till mötet nu
	anslut till webex
	anslut till zoom
	anslut från datorn
	anslut via datorn
	anslut via en videokonferensenhet
	anslut via google meet
	anslut via h.323
	anslut via mötesnummer
	anslut via möteslänk
	anslut via möteslänken
	anslut via sip
	anslut via videosystem
	begränsningar för avgiftsfria
	behöver du hjälp? gå till
	call one of the following numbers
	click here to join the meeting
	click the following link to join the meeting
	click this link to see the dial in
	delta i mötet nu
	delta i webex
	delta i zoom
	delta med en videokonferensenhet
	delta med google meet
	delta på datorn
	delta på en videokonferensenhet
	delta från datorn
	delta via datorn
	delta via google meet
	den här händelsen har ett videosamtal
	dial by your location
	dial in by phone
	dial your meeting id
	dial(for higher quality
	dial-in:
	do not delete or change any of the following text
	download teams
	du kan också ringa och ange ditt mötesnummer
	eller ring in (endast ljud)
	ett tryck på mobilen
	fler sätt att ansluta
	fler telefonnummer
	find a local number
	find your local number
	for organizers: meeting options
	för att delta via telefon i stället
	för organisatörer: mötesalternativ
	global call-in numbers
	globala inringningsnummer
	gå med i mötet nu
	gå med i zoom
	gå med med google meet
	gå med via h.323
	gå med via sip
	gå med zoom
	hitta ditt lokala nummer
	hitta ett lokalt nummer
	hämta teams
	if also dialing-in through a room phone
	if you are a host, click here
	international numbers available
	iphone one-tap
	join by h.323
	join by meeting number
	join by phone
	join by sip
	join by skype for business
	join by video system
	join from a pc
	join from a video system
	join from pc
	join from the meeting link
	join from the video system
	join from your computer
	join microsoft teams
	join on a video conferencing device
	join on the web
	join on your computer
	join the meeting now
	join the webex meeting
	join using microsoft
	join webex
	join with a video conferencing device
	join with google meet
	join zoom meeting
	join zoom webinar
	just want to dial in on your phone
	klicka här för att ansluta till mötet
	klicka här för att delta i mötet
	klicka här för att gå med i mötet
	klicka på den här länken för att se inringningsnummer
	klicka på följande länk för att ansluta till mötet
	klicka på följande länk för att delta i mötet
	klicka på länken för att se inringningsnummer
	ladda ned teams
	ladda ner teams
	learn more about meet at
	looking for a different dial-in number
	läs mer om meet på
	mobil med en knapptryckning
	mobiltelefon med en knapptryckning
	more phone numbers
	more ways to join
	need help? go to
	om du är värd, klicka här
	one tap mobile
	or an h.323/sip room system
	or call in (audio only)
	or iphone one-tap
	or one tap mobile
	or telephone
	please click the link below to join the webinar
	please click this url to start or join
	please do not edit this section
	please download and import the following icalendar
	redigera inte det här avsnittet
	redigera inte detta avsnitt
	reset dial-in pin
	reset pin
	ring (upp) efter din plats
	ring beroende på plats
	ring ditt mötes-id
	ring efter din plats
	ring ett av följande nummer
	ring från din plats
	ring in med telefon
	ring in per telefon
	ring in via telefon
	ring upp beroende på plats
	ring upp efter din plats
	ring upp från din plats
	say your conference name
	se mötets inringningsnummer
	see meeting dial-in numbers
	snabbval på mobilen
	söker du ett annat inringningsnummer
	tap to join from a mobile device
	this event has a video call
	to join by phone instead
	to join the meeting on your
	to join the video meeting, click this link
	toll-free calling restrictions
	tryck för att ansluta från
	use voip only
	view meeting insights with zoom
	view more phone numbers
	view your event at
	vill du bara ringa in
	visa din händelse på
	visa fler telefonnummer
	visa händelsen på
	you can also dial and enter your meeting number
	återställ pin
`

// within are words that a line of a block holds.
var within = listed(`
	bjuder in dig till ett möte.
	bjuder in dig till ett schemalagt
	bjuder in dig till ett webex
	bjuder in dig till ett zoom
	bjudit in dig till ett schemalagt
	has invited you to a zoom
	inviting you to a meeting.
	inviting you to a scheduled
	invites you to a scheduled
	invites you to a webex
	join the webex meeting here
	till webex-mötet här
`)

// wholes are lines of a block that people write too, in which case they follow no other line of one.
var wholes = listed(`
	anslut
	anslut till mötet
	anslut via telefon
	anslutningsinstruktioner
	behöver du hjälp
	delta
	delta i mötet
	delta via telefon
	eller ring
	eller telefon
	gå med
	h.323
	here
	här
	important
	integritet och säkerhet
	join
	join instructions
	join meeting
	join the meeting
	juridiskt
	learn more
	legal
	läs mer
	meeting chat
	meeting options
	mer info
	mer information
	more info
	more information
	mötets chatt
	mötesalternativ
	need help
	org help
	or dial
	organisationens hjälp
	privacy and security
	sekretess och säkerhet
	sip
	system reference
	systemreferens
	telefon
	telephone
	viktigt
`)

// headings are lines that begin a block.
var headings = listed(`
	google meet
	jitsi meet
	microsoft teams
	microsoft teams behöver du hjälp
	microsoft teams meeting
	microsoft teams need help
	microsoft teams-möte
	teams meeting
	teams-möte
	webex meeting
	webex-möte
	zoom meeting
	zoom-möte
`)

// leads are the words with which a few words before or after a meeting's link, number or code begin.
var leads = words(`
	anslut click delta dial download eller find following google gå h.323 here hitta hämta här jitsi
	join klicka ladda learn link länk läs meet meeting mer microsoft more möte mötesalternativ möteslänk
	mötet need open or phone reset ring sip start system systemreferens tap teams telefon till to tryck
	url video videolänk videomöte webb webex zoom återställ öppna
`)

func listed(s string) []string {
	var list []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}

func words(s string) map[string]bool {
	set := make(map[string]bool)
	for word := range strings.FieldsSeq(s) {
		set[word] = true
	}
	return set
}

// labels are the names of what lets somebody into a meeting. The first kind stands for numbers that name a meeting, and
// shows by itself that there is one; the second kind means other things too where there is no meeting.
const (
	idLabels = `(?:meeting|webinar|phone conference|video conference|conference|personal meeting)[ -]?` +
		`(?:id|number|no\.)(?: ?\([^()]{1,40}\))?|` +
		`möte?s?[ -]?(?:id|nummer)(?: ?\([^()]{1,40}\))?|möts?-id|video-?id|videokonferens-?id|` +
		`telefonkonferens-?id|konferens-?id|webbinarie-?id|` +
		`besprechungs-id|meeting-id|konferenz-id|vergader(?:ings?)?-?id|møde-?id|møte-?id|kokouksen tunnus|kokoustunnus|` +
		`(?:id|nº|numéro) de (?:la )?réunion|id de (?:la )?reunión`
	codeLabels = `(?:meeting |event |webinar |numeric |security |phone |session )*(?:passcode|password|pass code)` +
		`(?: ?\([^()]{1,40}\))?|` +
		`(?:möteslösenord|lösenord|lösenkod|lösenordskod|åtkomstkod|åtkomst-kod|inträdeskod|säkerhetskod|möteskod|` +
		`deltagarkod|access code|security key|attendee id|participant id|deltagar-?id|event number|host key|host pin|` +
		`värdnyckel|värd-?pin|tenant key|klientnyckel|innehavarnyckel|klient-nyckel|mandantenschlüssel|tenantsleutel|` +
		`kenncode|kennung|passwort|kennwort|wachtwoord|toegangscode|adgangskode|kodeord|passord|salasana|tunnuskoodi|` +
		`code secret|mot de passe|código de acceso|contraseña|pin(?:[ -]?(?:code|kod|number))?|video id|tunnel)` +
		`(?: ?\([^()]{1,40}\))?`
)
