package ical_test

// blocks are what calendar programs put into invitations to video meetings, in the layouts that they have had. The
// numbers and names are made up.
var blocks = map[string]string{
	"Teams sv": `________________________________________________________________________________
Microsoft Teams Behöver du hjälp?<https://aka.ms/JoinTeamsMeeting?omkt=sv-SE>
Anslut till mötet nu<https://teams.microsoft.com/l/meetup-join/19%3ameeting_NjQ%40thread.v2/0?context=%7b%7d>
Mötes-ID: 371 204 558 116
Lösenord: Qr7tKw
________________________________
Ring in via telefon
+46 8 502 417 33,,640118297#<tel:+46850241733,,640118297> Sverige, Stockholm
Hitta ett lokalt nummer<https://dialin.teams.microsoft.com/5f1e?id=640118297>
Telefonkonferens-ID: 640 118 297#
Anslut på en videokonferensenhet
Klientnyckel: teams@konferens.exempel.se
Video-ID: 127 443 908 6
Mer information<https://pexip.me/teams/konferens.exempel.se/1274439086>
För organisatörer: Mötesalternativ<https://teams.microsoft.com/meetingOptions/?organizerId=77> | Återställ PIN-kod för inringning<https://dialin.teams.microsoft.com/usp/pstnconferencing>
________________________________________________________________________________`,
	"Teams sv, Möt-ID": `________________________________________________________________________________
Microsoft Teams-möte
Delta via datorn, mobilappen eller rumsenheten
Klicka här för att delta i mötet<https://teams.microsoft.com/l/meetup-join/19%3ameeting_Njk/0>
Möt-ID: 371 204 558 116
Lösenord: Qr7tKw
Ladda ned Teams<https://www.microsoft.com/sv-se/microsoft-teams/download-app> | Anslut på webben<https://www.microsoft.com/microsoft-teams/join-a-meeting>
Eller ring in (endast ljud)
+46 8 502 417 33,,640118297#<tel:+46850241733,,640118297#>   Sweden, Stockholm
Telefonkonferens-ID: 640 118 297#
Hitta ett lokalt nummer<https://dialin.teams.microsoft.com/5f1e?id=640118297> | Återställ PIN<https://mysettings.lync.com/pstnconferencing>
Läs mer<https://aka.ms/JoinTeamsMeeting> | Mötesalternativ<https://teams.microsoft.com/meetingOptions/?organizerId=77>
________________________________________________________________________________`,
	"Teams en, old": `________________________________________________________________________________
Microsoft Teams meeting
Join on your computer, mobile app or room device
Click here to join the meeting<https://teams.microsoft.com/l/meetup-join/19%3ameeting_Njk/0>
Meeting ID: 371 204 558 116
Passcode: Qr7tKw
Download Teams<https://www.microsoft.com/en-us/microsoft-teams/download-app> | Join on the web<https://www.microsoft.com/microsoft-teams/join-a-meeting>
Join with a video conferencing device
640118297@t.plcm.vc
Video Conference ID: 127 443 908 6
Alternate VTC instructions<https://dialin.plcm.vc/teams/?key=640118297&conf=1274439086>
Or call in (audio only)
+1 614-555-0142,,640118297#   United States, Columbus
Phone Conference ID: 640 118 297#
Find a local number | Reset PIN
Learn More | Meeting options
________________________________________________________________________________`,
	"Teams en, new, without rules": `Microsoft Teams Need help?
Join the meeting now
Meeting ID: 371 204 558 116 4
Passcode: qR7tK2wP

Dial in by phone
+1 614-555-0142,,640118297# United States, Columbus
Find a local number
Phone conference ID: 640 118 297#

Join on a video conferencing device
Tenant key: 330611904@t.plcm.vc
Video ID: 127 443 908 6
More info

For organizers: Meeting options | Reset dial-in PIN`,
	"Teams en, values on lines of their own": `________________________________________________________________________________
Microsoft Teams meeting
Join: https://teams.microsoft.com/meet/371204558116?p=kdJqTrWvLmXc
Meeting ID:
371 204 558 116
Passcode:
qR7tK2wP
Need help?
|
System reference
Dial in by phone
+1 614-555-0142,,640118297#
United States, Columbus
Find a local number
Phone conference ID:
640 118 297#
For organizers:
Meeting options
|
Reset dial-in PIN
________________________________________________________________________________`,
	"Teams de": `________________________________________________________________________________
Microsoft Teams Benötigen Sie Hilfe?<https://aka.ms/JoinTeamsMeeting?omkt=de-DE>
Jetzt an der Besprechung teilnehmen<https://teams.microsoft.com/l/meetup-join/19%3ameeting_Njk/0>
Besprechungs-ID: 371 204 558 116
Kennung: Qr7tKw
________________________________
Für Organisatoren: Besprechungsoptionen<https://teams.microsoft.com/meetingOptions/?organizerId=77>
________________________________________________________________________________`,
	"Teams nl, without rules": `Deelnemen aan de vergadering<https://teams.microsoft.com/l/meetup-join/19%3ameeting_Njk/0>
Vergadering-ID: 371 204 558 116
Wachtwoord: Qr7tKw`,
	"Zoom en": `Kim Exempel is inviting you to a scheduled Zoom meeting.

Topic: Network meeting
Time: May 20, 2027 01:00 PM Stockholm

Join Zoom Meeting
https://us02web.zoom.us/j/87200014555?pwd=TjRkVnRZa1E

Meeting ID: 872 0001 4555
Passcode: 904417

---

One tap mobile
+46850500829,,87200014555#,,,,*904417# Sweden
+46850520017,,87200014555#,,,,*904417# Sweden

---

Dial by your location
• +46 8 505 008 29 Sweden
• +46 8 5052 0017 Sweden
        +1 346 555 0199 US (Houston)
• 888 555 0177 US Toll-free

Meeting ID: 872 0001 4555
Passcode: 904417

Find your local number: https://us02web.zoom.us/u/kcQ1

Join by SIP
• 87200014555@zoomcrc.com

Join by H.323
• 144.195.19.161 (US West)
• 206.247.11.121 (US East)
• 159.124.15.191 (Amsterdam Netherlands)

Meeting ID: 872 0001 4555
Passcode: 904417`,
	"Zoom en, old": `Kim Exempel is inviting you to a scheduled Zoom meeting.

Join from PC, Mac, Linux, iOS or Android: https://zoom.us/j/87200014555?pwd=TjRk
    Password: 904417

Or iPhone one-tap :
    Sweden: +46850500829,,87200014555#,,#,904417#  or +46850520017,,87200014555#,,#,904417#
Or Telephone:
    Dial(for higher quality, dial a number based on your current location):
        Sweden: +46 8 505 008 29  or +46 8 5052 0017
    Webinar ID: 872 0001 4555
    International numbers available: https://zoom.us/u/kcQ1
Or an H.323/SIP room system:
    H.323: 162.255.37.11 (US West) or 162.255.36.11 (US East)
    SIP: 87200014555@zoomcrc.com`,
	"Zoom sv": `Kim Exempel bjuder in dig till ett schemalagt Zoom-möte.

Ämne: Nätverksmöte
Tid: 20 maj 2027 01:00 em Stockholm

Anslut till Zoom-möte
https://us02web.zoom.us/j/87200014555?pwd=TjRkVnRZa1E

Mötes-ID: 872 0001 4555
Lösenkod: 904417

---

Mobiltelefon med en knapptryckning
+46850500829,,87200014555#,,,,*904417# Sverige

---

Ring upp efter din plats
• +46 8 505 008 29 Sverige
• 08-505 008 29 Sverige (avgiftsfritt)

Hitta ditt lokala nummer: https://us02web.zoom.us/u/kcQ1

Gå med via SIP
• 87200014555@zoomcrc.com

Anslutningsinstruktioner
https://us02web.zoom.us/meetings/87200014555/invitations?signature=Zk`,
	"Meet en": `-::~:~::~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~::~:~::-
Join with Google Meet: https://meet.google.com/qrt-wvkp-zzm
Or dial: (SE) +46 8 505 413 09 PIN: 118 402 773#
More phone numbers: https://tel.meet/qrt-wvkp-zzm?pin=4410920018823&hs=7

Learn more about Meet at: https://support.google.com/a/users/answer/9282720

Please do not edit this section.
-::~:~::~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~::~:~::-`,
	"Meet sv": `-::~:~::~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~::~:~::-
Anslut med Google Meet: https://meet.google.com/qrt-wvkp-zzm
Eller ring: (SE) +46 8 505 413 09 PIN-kod: 118 402 773#
Fler telefonnummer: https://tel.meet/qrt-wvkp-zzm?pin=4410920018823&hs=7

Läs mer om Meet på: https://support.google.com/a/users/answer/9282720

Redigera inte det här avsnittet.
-::~:~::~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~::~:~::-`,
	"Meet without rules": `Join with Google Meet: https://meet.google.com/qrt-wvkp-zzm
Or dial: (US) +1 540-555-0155 PIN: 118402773#
More phone numbers: https://tel.meet/qrt-wvkp-zzm?pin=4410920018823&hs=7

Learn more about Meet at: https://support.google.com/a/users/answer/9282720`,
	"Meet, the event itself": `This event has a video call.
Join: https://meet.google.com/qrt-wvkp-zzm
(SE) +46 8 505 413 09 PIN: 118402773#
View more phone numbers: https://tel.meet/qrt-wvkp-zzm?pin=4410920018823
View your event at https://calendar.google.com/calendar/event?action=VIEW&eid=MjQzN2&tok=Nzk.`,
	"Webex en": `Kim Exempel invites you to a scheduled Webex meeting.

When it's time, join the Webex meeting here.
https://exempel.webex.com/exempel/j.php?MTID=m5ab0

More ways to join:

Join from the meeting link
https://exempel.webex.com/exempel/j.php?MTID=m5ab0

Join by meeting number
Meeting number (access code): 2741 880 1327
Meeting password: wPq7mTz3RkA (97766893 when dialing from a phone or video system)

Tap to join from a mobile device (attendees only)
+46-8-5551-0133,,27418801327## Sweden Toll

Join by phone
+46-8-5551-0133 Sweden Toll
1-650-555-0100 Call-in toll number (US/Canada)
Global call-in numbers | Toll-free calling restrictions
Access code: 274 188 01327

Join from the video system or application
Dial 27418801327@exempel.webex.com
You can also dial 173.243.2.68 and enter your meeting number.

Join using Microsoft Lync or Microsoft Skype for Business
Dial 27418801327.exempel@lync.webex.com

If you are a host, click here to view host information.

Need help? Go to https://help.webex.com`,
	"Webex sv": `Kim Exempel bjuder in dig till ett Webex-möte.

När det är dags ansluter du till Webex-mötet här.
https://exempel.webex.com/exempel/j.php?MTID=m5ab0

Fler sätt att ansluta:

Anslut via möteslänken
https://exempel.webex.com/exempel/j.php?MTID=m5ab0

Anslut via mötesnummer
Mötesnummer (åtkomstkod): 2741 880 1327
Möteslösenord: wPq7mTz3RkA

Tryck för att ansluta från en mobil enhet (endast deltagare)
+46-8-5551-0133,,27418801327## Sverige avgift

Anslut via telefon
+46-8-5551-0133 Sverige avgift
Globala inringningsnummer | Begränsningar för avgiftsfria samtal
Åtkomstkod: 274 188 01327

Anslut från ett videosystem eller program
Ring 27418801327@exempel.webex.com
Du kan också ringa 173.243.2.68 och ange ditt mötesnummer.

Behöver du hjälp? Gå till https://help.webex.com`,
	"Jitsi en": `Kim Exempel is inviting you to a meeting.

Join the meeting:
https://meet.jit.si/SnabbaRenarHoppar

To join by phone instead, tap this: +46.8.5551.0144,,1906620415#

Looking for a different dial-in number?
See meeting dial-in numbers: https://meet.jit.si/static/dialInInfo.html?room=SnabbaRenarHoppar

If also dialing-in through a room phone, join without connecting to audio: https://meet.jit.si/SnabbaRenarHoppar#config.startSilent=true`,
	"Jitsi en, old": `Click the following link to join the meeting from your computer: https://meet.jit.si/SnabbaRenarHoppar

=====

Just want to dial in on your phone?

Call one of the following numbers:
Sweden: +46.8.5551.0144
UK: +44.20.5550.0188

Dial your meeting ID: '1906620415' and you will be connected!

Dial-in: +46.8.5551.0144 PIN: 1906620415#

Click this link to see the dial in phone numbers for this meeting
https://meet.jit.si/static/dialInInfo.html?room=SnabbaRenarHoppar`,
	"Jitsi sv": `Kim Exempel bjuder in dig till ett möte.

Delta i mötet:
https://jitsi.exempel.se/SnabbaRenarHoppar

Vill du bara ringa in med telefonen?

Ring in: +46.8.5551.0144 PIN: 1906620415#

Klicka på länken för att se inringningsnummer för det här mötet
https://jitsi.exempel.se/static/dialInInfo.html?room=SnabbaRenarHoppar`,
	"a wrapped link":       `Länk: https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fus02web.zoom.us%2Fj%2F87200014555&data=05`,
	"another wrapped link": `Join: https://www.google.com/url?q=https%3A%2F%2Fus02web.zoom.us%2Fj%2F87200014555%3Fpwd%3DTjRk&sa=D`,
	"a third wrapped link": `https://urldefense.com/v3/__https://us02web.zoom.us/j/87200014555?pwd=TjRk__;!!abc`,
	"without https":        `meet.google.com/qrt-wvkp-zzm`,
}
