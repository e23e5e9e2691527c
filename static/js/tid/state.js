// Where things stand by the clock. Nothing here touches the page.

// The states of a call, as internal/content has them, by their slugs.
export const callStates = { kommande: 'Kommande', oppen: 'Öppen', 'stanger-snart': 'Stänger snart', stangd: 'Stängd' };

// The state of an entry with instants as in the attributes data-start, data-soon and data-end; all but the last may be missing. Only a
// call has the second.
export function stateOf({ start, soon, end }, now) {
  const before = (instant) => now < Date.parse(instant);
  if (!soon) return before(end) ? 'kommande' : 'tidigare';
  if (!before(end)) return 'stangd';
  if (start && before(start)) return 'kommande';
  return before(soon) ? 'oppen' : 'stanger-snart';
}

// Whether an activity is taking place.
export const isOngoing = ({ start, soon, end }, now) => Boolean(start) && !soon && now >= Date.parse(start) && now < Date.parse(end);

export const isOver = (state) => state === 'tidigare' || state === 'stangd';

// Whether something that is to be seen from one instant until another is to be seen now. Either may be missing.
export const isShown = ({ from, until }, now) => (!from || now >= Date.parse(from)) && (!until || now < Date.parse(until));
