// Choosing among the entries of a list. Nothing here touches the page. A choice is an object from keys (tema) to values (klimat), an
// entry a set of words (tema:klimat).

export const parse = (query, keys) => Object.fromEntries([...new URLSearchParams(query)].filter(([key, value]) => keys.includes(key) && value));

export function write(choice, keys) {
  const query = new URLSearchParams(keys.filter((key) => choice[key]).map((key) => [key, choice[key]])).toString();
  return query && `?${query}`;
}

export const matches = (words, choice) => Object.entries(choice).every(([key, value]) => words.has(`${key}:${value}`));

// The choice after a click: the value is chosen, or no longer if it was; without a value nothing is.
export function toggled(choice, key, value) {
  const { [key]: before, ...rest } = choice;
  return value && value !== before ? { ...rest, [key]: value } : rest;
}

// How many entries there would be with a value, all else as it is.
export const count = (entries, choice, key, value) => entries.filter((words) => matches(words, { ...choice, [key]: value })).length;

export function message(shown, all) {
  if (shown === all) return `Visar alla ${all}.`;
  return shown === 0 ? 'Inget passar alla dina val. Ta bort något av dem.' : `Visar ${shown} av ${all}.`;
}
