import { readFileSync } from 'node:fs';
import { bare } from './js/sok/words.js';
import { stem } from './js/sok/stem.js';

for (const word of readFileSync(0, 'utf8').split('\n')) console.log(`${stem(word)} ${bare(stem(word))}`);
