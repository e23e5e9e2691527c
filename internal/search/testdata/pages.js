import { readFileSync } from 'node:fs';
import { pages } from './js/sok/find.js';

console.log(JSON.stringify([...pages(readFileSync(0, 'utf8'))]));
