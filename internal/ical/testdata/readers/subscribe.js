// Subscribes to a calendar in Thunderbird and gives what it shows: one object for each event or series. It is run by Marionette, in the
// context of the program itself; the arguments are the address of the feed and a year, occurrences before which are listed.
const [address, limit, done] = arguments;
const { cal } = ChromeUtils.importESModule("resource:///modules/calendar/calUtils.sys.mjs");

const show = (t) => (t.isDate ? t.icalString.replace(/(....)(..)(..)/, "$1-$2-$3") : new Date(t.nativeTime / 1000).toISOString().slice(0, 19) + "Z");

async function read() {
  const calendar = cal.manager.createCalendar("ics", Services.io.newURI(address));
  calendar.name = address;
  const loaded = new Promise((resolve, reject) => {
    const fail = (_, code, message) => reject(new Error(`${code}: ${message}`));
    calendar.addObserver({
      QueryInterface: ChromeUtils.generateQI(["calIObserver"]),
      onLoad: resolve, onError: fail,
      onStartBatch() {}, onEndBatch() {}, onAddItem() {}, onModifyItem() {}, onDeleteItem() {}, onPropertyChanged() {}, onPropertyDeleting() {},
    });
  });
  cal.manager.registerCalendar(calendar);
  calendar.refresh();
  await loaded;
  const filter = calendar.ITEM_FILTER_TYPE_EVENT | calendar.ITEM_FILTER_COMPLETED_ALL;
  const events = await calendar.getItemsAsArray(filter, 0, null, null);
  const from = cal.createDateTime("19900101T000000Z");
  const to = cal.createDateTime(limit + "0101T000000Z");
  const list = events.map((event) => {
    const occurrences = event.recurrenceInfo ? event.recurrenceInfo.getOccurrences(from, to, 0) : [event];
    const off = (o) => (o.status !== event.status && o.status === "CANCELLED" ? " off" : "");
    return {
      uid: event.id,
      start: show(event.startDate),
      end: show(event.endDate),
      wholeDay: event.startDate.isDate,
      summary: event.title,
      description: event.getProperty("DESCRIPTION") ?? "",
      location: event.getProperty("LOCATION") ?? "",
      conference: event.getProperty("CONFERENCE") ?? "",
      contact: event.getProperty("CONTACT") ?? "",
      url: event.getProperty("URL") ?? "",
      organizer: event.organizer?.commonName ?? "",
      categories: event.getCategories(),
      status: event.status,
      sequence: Number(event.getProperty("SEQUENCE")),
      occurrences: occurrences.map((o) => show(o.startDate) + "/" + show(o.endDate) + off(o)).sort(),
    };
  });
  cal.manager.unregisterCalendar(calendar);
  return list;
}

read().then(done, (error) => done({ error: String(error), stack: error?.stack }));
