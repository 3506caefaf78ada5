/** Reads the text of a test's gradebook (its grammar: see support/book.ts) into core's values. */
import { DAY, readAct, readScores } from './acts.js';
import {
  type Draft,
  emptyDraft,
  readCompetency,
  readFramework,
  readPathway,
  readPolicy,
  readScale,
} from './standards.js';

/** Reads the text line by line. */
export function readText(text: string): Draft {
  const draft = emptyDraft();
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line !== '' && !line.startsWith('#')) readLine(draft, line);
  }
  return draft;
}

function readLine(draft: Draft, line: string): void {
  const words = line.match(/"[^"]*"|[^\s",]+/g) ?? [];
  const [first = '', second = '', third = '', fourth = ''] = words;
  const isAct = ['override', 'excuse', 'advance'].includes(second);
  if (first === 'scale') readScale(draft, line);
  else if (first === 'pathway') readPathway(draft, line);
  else if (first === 'framework') readFramework(draft, words);
  else if (first === 'policy') readPolicy(draft, words);
  else if (first === '+') readAct(draft, words.slice(1), 'same entry');
  else if (second.endsWith(':')) readScores(draft, first, second.slice(0, -1), words.slice(2));
  else if (isAct || (DAY.test(fourth) && third !== '')) readAct(draft, words, 'new entry');
  else readCompetency(draft, words);
}
