// Makes the choices among the entries of a list at once, several together, with the choice in the address. Without this script each
// choice is a link to a page of its own.
import { now } from './tid/clock.js';
import { isOver, stateOf } from './tid/state.js';
import { count, matches, message, parse, toggled, write } from './urval/choose.js';

const nav = document.querySelector('nav[data-filter]');
const status = document.querySelector('.filter-status');
const facets = [...nav.querySelectorAll('[data-key]')];
const keys = facets.map((facet) => facet.dataset.key);
const entries = [...document.querySelectorAll('main li[data-val]')];
// The pages that have what this one leaves out.
let rest = nav.dataset.rest?.split(' ') ?? [];

// A series has a line for each of its dates.
const keyOf = (entry) => `${entry.querySelector('a').pathname} ${entry.dataset.start ?? ''}`;

// Finds the list to which a line of another page belongs: that under the same heading, or else that of its state. Where neither is here,
// the section comes along.
function listFor(entry) {
  const section = entry.closest('section');
  const state = entry.dataset.end && stateOf(entry.dataset, now());
  const here =
    document.getElementById(section.getAttribute('aria-labelledby'))?.closest('section') ?? document.querySelector(`main section[data-state="${state}"]`);
  if (here) return here.querySelector('ul');
  const made = document.importNode(section, true);
  made.querySelector('ul').replaceChildren();
  [...document.querySelectorAll('main section:has(li[data-val])')].at(-1).after(made);
  return made.querySelector('ul');
}

// What is coming has the next first, what has been the latest.
function sort(section) {
  const list = section.querySelector('ul');
  const sign = isOver(section.dataset.state) ? -1 : 1;
  list.append(...[...list.children].sort((a, b) => sign * (Date.parse(a.dataset.start) - Date.parse(b.dataset.start)) || 0));
}

// Browsers with Trusted Types parse no text but through a policy. These texts are pages of this site.
const html = window.trustedTypes?.createPolicy('psi', { createHTML: (text) => text }) ?? { createHTML: (text) => text };

async function fetchRest() {
  const known = new Set(entries.map(keyOf));
  const texts = await Promise.all(rest.map(async (address) => (await fetch(address)).text()));
  for (const text of texts) {
    const page = new DOMParser().parseFromString(html.createHTML(text), 'text/html');
    for (const entry of page.querySelectorAll('main li[data-val]')) {
      if (known.has(keyOf(entry))) continue;
      known.add(keyOf(entry));
      entries.push(entry);
      listFor(entry).append(entry);
    }
  }
  document.querySelectorAll('main section[data-state]:has(li[data-start])').forEach(sort);
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
