/** What a row of evidence is on: a competency by its code, and not a heading. */
import { onlyOne } from '../grouping.js';
import type { CodeIndex } from '../matching/competencies.js';
import type { Competency } from '../model.js';
import type { Standards } from '../standards.js';
import { ambiguousCode, didYouMean } from './codes.js';
import type { EvidenceRecord, Faults } from './records.js';

export interface CompetencyLedger {
  readonly standards: Standards;
  readonly find: CodeIndex;
}

export function competencyReader(
  { standards, find }: CompetencyLedger,
  faults: Faults,
): (record: EvidenceRecord) => Competency | null {
  const hint = hints(standards);
  const known = new Map<string, Competency>();
  return ({ line, competency: code, framework }) => {
    const before = framework === '' ? known.get(code) : undefined;
    if (before !== undefined) return before;
    if (code === '') {
      faults.error(line, 'competency', 'missing_competency', 'evidence needs a competency');
      return null;
    }
    const found = find(code, framework === '' ? null : framework);
    const one = onlyOne(found);
    if (found.length === 0) {
      const message = `there is no competency "${code}"${hint(code)}`;
      faults.error(line, 'competency', 'unknown_competency', message);
    } else if (one === null) {
      const message = ambiguousCode(standards, code, found, true);
      faults.error(line, 'competency', 'ambiguous_competency', message);
    } else if (!standards.assessable(one)) {
      const message = `"${one.code}" is a heading: evidence goes on what lies under it`;
      faults.error(line, 'competency', 'heading', message);
    } else {
      if (framework === '') known.set(code, one);
      return one;
    }
    return null;
  };
}

/** How many codes that are nowhere get a hint: a file of nothing but wrong codes is not searched long. */
const HINTED = 200;

/** What an unknown code may have meant, looked for once a code. */
function hints(standards: Standards): (code: string) => string {
  const codes = standards.ordered.filter(standards.assessable).map((one) => one.code);
  const known = new Map<string, string>();
  return (code) => {
    const before = known.get(code);
    if (before !== undefined || known.size > HINTED) return before ?? '';
    const hint = didYouMean(code, codes);
    known.set(code, hint);
    return hint;
  };
}
