// Makes the choices among the entries of a list at once, several together, with the choice in the address. Without this script each
// choice is a link to a page of its own.
import { now } from './tid/clock.js';
import { stateOf } from './tid/state.js';
import { count, matches, message, parse, toggled, write } from './urval/choose.js';

const nav = document.querySelector('nav[data-filter]');
const status = document.querySelector('.filter-status');
const facets = [...nav.querySelectorAll('[data-key]')];
const keys = facets.map((facet) => facet.dataset.key);
const entries = [...document.querySelectorAll('main li[data-val]')];
// The pages that have what this one leaves out, as it is old.
let rest = [...document.querySelectorAll('.years a')];

async function fetchRest() {
  const address = (entry) => entry.querySelector('a').pathname;
  const known = new Set(entries.map(address));
  const texts = await Promise.all(rest.map(async (link) => (await fetch(link.href)).text()));
  for (const text of texts) {
    const page = new DOMParser().parseFromString(text, 'text/html');
    for (const entry of [...page.querySelectorAll('main li[data-val]')].reverse()) {
      if (known.has(address(entry))) continue;
      known.add(address(entry));
      entries.push(entry);
      document.querySelector('[data-state=tidigare] ul').append(entry);
    }
  }
  rest = [];
}

function wordsOf(entry) {
  const words = new Set(entry.dataset.val.split(' ').filter((word) => word && !/^(tid|lage):/.test(word)));
  if (entry.dataset.end) words.add(`${entry.dataset.soon ? 'lage' : 'tid'}:${stateOf(entry.dataset, now())}`);
  return words;
}

function show(choice, aloud) {
  const words = entries.map(wordsOf);
  let shown = 0;
  entries.forEach((entry, i) => {
    entry.hidden = !matches(words[i], choice);
    shown += entry.hidden ? 0 : 1;
  });
  for (const section of document.querySelectorAll('main section:has(li[data-val])')) {
    section.hidden = !section.querySelector('li[data-val]:not([hidden])');
  }
  for (const facet of facets) {
    const { key } = facet.dataset;
    for (const link of facet.querySelectorAll('a')) {
      const { value } = link.dataset;
      if ((choice[key] ?? '') === (value ?? '')) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
      if (value) link.querySelector('.filter-count').textContent = count(words, choice, key, value);
    }
  }
  if (Object.keys(choice).length > 0) nav.closest('details').open = true;
  status.textContent = aloud || shown < entries.length ? message(shown, entries.length) : '';
}

const chosen = () => parse(location.search, keys);

// Does as the address says. Whoever chooses chooses among all; where the rest cannot be had, among what is here.
async function update(aloud) {
  if (rest.length > 0) {
    if (!aloud && Object.keys(chosen()).length === 0) return;
    await fetchRest().catch(() => {});
  }
  show(chosen(), aloud);
}

nav.addEventListener('click', (event) => {
  const link = event.target.closest('a');
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const choice = toggled(chosen(), link.closest('[data-key]').dataset.key, link.dataset.value);
  history.pushState(null, '', location.pathname + write(choice, keys));
  update(true);
});
addEventListener('popstate', () => update(true));
update(false);
