package content

// aliases leads from the words that editors are likely to try to the keys that they may mean, the likeliest first. See
// [frontmatter.Options].
var aliases = map[string]string{
	"titel": "title name", "rubrik": "title", "namn": "title name person", "name": "title person", "heading": "title",
	"sammanfattning": "summary", "ingress": "summary", "beskrivning": "summary text", "description": "summary text", "excerpt": "summary",
	"definition": "summary", "förklaring": "summary text",

	"datum": "start date closes", "tid": "start when", "när": "when start", "börjar": "start opens", "borjar": "start opens", "startar": "start",
	"starttid": "start", "startdatum": "start opens", "from": "start", "från": "start from", "början": "start",
	"slut": "end until closes", "slutar": "end until", "sluttid": "end", "slutdatum": "end until closes", "till": "end until", "stop": "end",
	"publicerad": "date", "published": "date", "publishdate": "date", "år": "year when", "ar": "year when", "nummer": "number", "nr": "number",

	"plats": "place", "ort": "place", "stad": "place", "lokal": "place", "location": "place", "venue": "place", "kommun": "place",
	"adress": "address place", "gatuadress": "address", "zoom": "online", "teams": "online", "digitalt": "online",
	"arrangör": "organizers", "arrangor": "organizers", "arrangörer": "organizers", "organizer": "organizers", "organiser": "organizers",
	"organisers": "organizers", "värd": "organizers", "parter": "organizers organizations", "part": "organization partner organizers",
	"målgrupp": "audience for_whom", "malgrupp": "audience for_whom", "för_vem": "for_whom audience", "for_vem": "for_whom audience",
	"anmälan": "registration", "anmalan": "registration", "kostnad": "cost", "pris": "cost", "avgift": "cost",
	"sista_dag": "last_day closes", "sista_anmälningsdag": "last_day", "sista_ansökningsdag": "closes", "deadline": "closes last_day",
	"upprepas": "repeats", "upprepning": "repeats", "repeat": "repeats", "varje": "every", "enhet": "unit", "tills": "until", "gånger": "times",
	"antal": "times", "undantag": "except", "utom": "except", "flyttad": "moved", "flyttad_från": "moved_from", "flyttad_fran": "moved_from",

	"läge": "status", "typ": "kind sector", "sort": "kind sector", "type": "kind sector", "slag": "kind sector", "kategori": "kind sector themes",
	"tema": "themes", "teman": "themes", "theme": "themes", "taggar": "themes", "tags": "themes", "område": "areas", "områden": "areas",
	"area": "areas", "rus": "areas", "källa": "sources", "källor": "sources", "kalla": "sources", "kallor": "sources", "source": "sources",
	"utkast": "draft", "granskad": "reviewed", "senast_granskad": "reviewed", "uppdaterad": "reviewed", "att_komplettera": "to_complete",
	"komplettera": "to_complete", "ordning": "order", "weight": "order", "språk": "lang", "language": "lang", "aliases": "old_paths",
	"slug": "id", "ägare": "owner", "tidslinje": "timeline", "ges_av": "provider", "leverantör": "provider", "utförare": "provider",

	"e-post": "email contact", "epost": "email contact", "mejl": "email contact", "mail": "email contact", "e-mail": "email contact",
	"email": "contact", "kontakt": "contact email", "telefon": "phone", "tel": "phone", "mobil": "phone",
	"webb": "web url online", "webbplats": "web url", "hemsida": "web url", "länk": "web url online", "url": "web online",
	"link": "web url online", "website": "web url",

	"organisation": "organization organizations", "organisationer": "organizations", "roll": "role", "person": "name", "medlemmar": "members",
	"talare": "speakers", "sammankallande": "convenor", "sektor": "sector", "medlemskap": "membership", "nämnd": "named", "kortnamn": "short",
	"förkortning": "short", "utgivare": "publisher", "aktiv": "active", "hjälper_med": "helps_with", "hjalper_med": "helps_with",
	"finansiär": "funder", "finansiar": "funder", "belopp": "amount", "summa": "amount", "kronor": "amount", "resultat": "result outcome",
	"utfall": "outcome result", "öppnar": "opens", "stänger": "closes", "stanger": "closes", "nivå": "level", "niva": "level",
	"fråga": "question", "fraga": "question", "projekt": "projects", "mål": "goals", "aktiviteter": "activities",
	"ansvarig": "responsible owner", "uppföljning": "follow_up", "uppfoljning": "follow_up", "andra_former": "also", "synonymer": "also",
}

// settingsAliases does the same for site.yaml, where words mean other things than in an entry.
var settingsAliases = map[string]string{
	"namn": "name title", "title": "name", "titel": "title name", "kortnamn": "short_name", "adress": "address", "url": "address",
	"baseurl": "address", "beskrivning": "description", "ägare": "owner", "e-post": "email", "epost": "email", "mejl": "email",
	"telefon": "phone", "postadress": "postal", "meny": "menu", "sidfot": "footer", "sökväg": "path", "fil": "path", "sida": "path",
}
