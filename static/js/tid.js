// Keeps pages true that were built some days ago: what has taken place is no longer coming, and a call that has closed is not open.
// Without this script the dates themselves tell.
import { now as clock } from './tid/clock.js';
import { callStates, isOngoing, isOver, isShown, stateOf } from './tid/state.js';

// Moves an entry to the section of its state. Where there is none, as on the start page, it goes.
function move(entry, state) {
  const section = entry.closest('section[data-state]');
  if (!section || section.dataset.state.split(' ').includes(state)) return;
  const to = document.querySelector(`section[data-state="${state}"]`);
  if (!to) entry.remove();
  else if (isOver(state)) to.querySelector('ul').prepend(entry);
  else to.querySelector('ul').append(entry);
  section.hidden = !section.querySelector('li, [data-none]');
  if (to) to.hidden = false;
}

// Marks what is taking place, unless something else is said of it already.
function ongoing(entry) {
  const tag = document.createElement('span');
  tag.className = 'tag tag-pagar';
  tag.textContent = 'Pågår nu';
  const line = document.createElement('p');
  line.className = 'tags';
  line.append(tag);
  entry.querySelector('h3').after(line);
}

function tell(entry, state, now) {
  const tag = entry.querySelector('.tag');
  if (!tag && isOngoing(entry.dataset, now)) ongoing(entry);
  if (entry.matches('li:not(.is-cancelled)')) entry.classList.toggle('is-past', isOver(state));
  if (entry.dataset.soon && tag) {
    tag.textContent = callStates[state];
    tag.className = `tag tag-${state}`;
  } else if (state === 'tidigare' && tag && !entry.classList.contains('is-cancelled')) {
    tag.remove();
  }
}

function update() {
  const now = clock();
  for (const entry of document.querySelectorAll('[data-end]')) {
    const state = stateOf(entry.dataset, now);
    tell(entry, state, now);
    move(entry, state);
  }
  // What to say when no section with a state has anything left.
  for (const none of document.querySelectorAll('[data-none]')) none.hidden = Boolean(document.querySelector(`[data-state="${none.dataset.none}"] li`));
  for (const part of document.querySelectorAll('[data-from], [data-until]')) part.hidden = !isShown(part.dataset, now);
}

update();
setInterval(update, 60_000);
document.addEventListener('visibilitychange', update);
