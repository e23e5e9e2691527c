import assert from 'node:assert/strict';
import test from 'node:test';
import { callStates, isOngoing, isOver, isShown, stateOf } from './js/tid/state.js';

const at = Date.parse;

test('an activity is coming until it has ended', () => {
  const activity = { start: '2026-05-10T13:00:00+02:00', end: '2026-05-10T16:00:00+02:00' };
  assert.equal(stateOf(activity, at('2026-05-10T10:59:59Z')), 'kommande');
  assert.equal(stateOf(activity, at('2026-05-10T13:59:59.999Z')), 'kommande');
  assert.equal(stateOf(activity, at('2026-05-10T14:00:00Z')), 'tidigare');
});

test('a call goes through its states in order', () => {
  const call = { start: '2026-02-01T00:00:00+01:00', soon: '2026-04-01T00:00:00+02:00', end: '2026-04-16T00:00:00+02:00' };
  const seen = [];
  for (let now = at('2026-01-01'); now < at('2026-06-01'); now += 3_600_000) {
    const state = stateOf(call, now);
    if (seen.at(-1) !== state) seen.push(state);
  }
  assert.deepEqual(seen, Object.keys(callStates));
  assert.equal(stateOf(call, at(call.end) - 1), 'stanger-snart');
  assert.equal(stateOf(call, at(call.end)), 'stangd');
  assert.equal(stateOf({ ...call, start: undefined }, at('2020-01-01')), 'oppen');
});

test('a call that is open for less than two weeks is not said to close before it opens', () => {
  const call = { start: '2026-04-10T00:00:00+02:00', soon: '2026-04-01T00:00:00+02:00', end: '2026-04-16T00:00:00+02:00' };
  assert.equal(stateOf(call, at('2026-04-05T12:00:00Z')), 'kommande');
  assert.equal(stateOf(call, at('2026-04-11T12:00:00Z')), 'stanger-snart');
});

test('an activity goes on from its start to its end; a series and a call do not', () => {
  const activity = { start: '2026-05-10T13:00:00+02:00', end: '2026-05-10T16:00:00+02:00' };
  assert.deepEqual([-1, 0, 3 * 3_600_000 - 1, 3 * 3_600_000].map((ms) => isOngoing(activity, at(activity.start) + ms)), [false, true, true, false]);
  assert.equal(isOngoing({ end: activity.end }, at(activity.start)), false);
  assert.equal(isOngoing({ ...activity, soon: activity.start }, at(activity.start)), false);
});

test('over is what has taken place or closed', () => {
  assert.deepEqual(['kommande', 'tidigare', ...Object.keys(callStates)].filter(isOver), ['tidigare', 'stangd']);
});

test('parts of a page are shown from one instant until another', () => {
  const span = { from: '2026-05-10T13:00:00+02:00', until: '2026-05-10T16:00:00+02:00' };
  assert.equal(isShown(span, at(span.from) - 1), false);
  assert.equal(isShown(span, at(span.from)), true);
  assert.equal(isShown(span, at(span.until)), false);
  assert.equal(isShown({ until: span.until }, 0), true);
  assert.equal(isShown({ from: span.from }, Infinity), true);
});
