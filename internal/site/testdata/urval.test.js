import assert from 'node:assert/strict';
import test from 'node:test';
import { count, matches, message, parse, toggled, write } from './js/urval/choose.js';

const keys = ['tema', 'ar'];
const entries = ['tema:klimat ar:2016', 'tema:klimat tema:unga ar:2017', 'ar:2016', ''].map((words) => new Set(words.split(' ')));

test('a choice goes to the address and back', () => {
  for (const choice of [{}, { tema: 'klimat' }, { ar: '2016' }, { tema: 'å & ä', ar: '2016' }]) assert.deepEqual(parse(write(choice, keys), keys), choice);
  assert.deepEqual(parse('?utm=x&tema=&ar=2016', keys), { ar: '2016' });
  assert.equal(write({}, keys), '');
});

test('entries match all that is chosen', () => {
  const shown = (choice) => entries.map((words) => matches(words, choice));
  assert.deepEqual(shown({}), [true, true, true, true]);
  assert.deepEqual(shown({ tema: 'klimat' }), [true, true, false, false]);
  assert.deepEqual(shown({ tema: 'klimat', ar: '2016' }), [true, false, false, false]);
  assert.deepEqual(shown({ tema: 'klim' }), [false, false, false, false]);
});

test('a second click takes a choice back', () => {
  const once = toggled({ ar: '2016' }, 'tema', 'klimat');
  assert.deepEqual(once, { ar: '2016', tema: 'klimat' });
  assert.deepEqual(toggled(once, 'tema', 'unga'), { ar: '2016', tema: 'unga' });
  assert.deepEqual(toggled(once, 'tema', 'klimat'), { ar: '2016' });
  assert.deepEqual(toggled(once, 'tema', undefined), { ar: '2016' });
});

test('each value tells how many it would leave', () => {
  assert.equal(count(entries, {}, 'tema', 'klimat'), 2);
  assert.equal(count(entries, { ar: '2016' }, 'tema', 'klimat'), 1);
  assert.equal(count(entries, { tema: 'unga' }, 'tema', 'klimat'), 2);
});

test('the number of entries is told in words', () => {
  assert.equal(message(4, 4), 'Visar alla 4.');
  assert.equal(message(1, 4), 'Visar 1 av 4.');
  assert.match(message(0, 4), /Inget passar/);
});
