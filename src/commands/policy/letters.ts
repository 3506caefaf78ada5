/** Letters as they are set: slips are refused, and what looks odd is said. */
import { PlError } from '../../core/errors.js';
import { lettersOf } from '../../core/grades/letters.js';
import { lettersDoubts } from '../../core/grades/letters-doubts.js';
import type { Said } from '../../core/policy-fit.js';
import { waysOf } from '../../core/readiness/stages.js';
import type { Standards } from '../../core/standards.js';
import type { Gradebook } from '../../store/open.js';
import { loadPathways } from '../../store/standards.js';

/** What is to be warned of where letters are said. Throws `PlError` for a certain slip. */
export function doubtsOfLetters(book: Gradebook, standards: Standards, said: Said): string[] {
  const text = said.get('letters');
  if (typeof text !== 'string') return [];
  const ways = waysOf(standards, loadPathways(book));
  const doubts = lettersDoubts(lettersOf(text), ways);
  const slips = doubts.filter(({ isSlip }) => isSlip).map(({ message }) => message);
  if (slips.length > 0) throw new PlError('invalid', slips.join('\n'));
  return doubts.map(({ message }) => message);
}
