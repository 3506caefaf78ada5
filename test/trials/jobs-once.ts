/** Commands that are killed, each time on the gradebook of the sample school as it was: a line each. */
import { file, sampleSchool } from '../support/pl.js';
import type { Job } from './jobs.js';

const YEAR = 'year start 2026-27 --on today next.csv --rename --json';
const CARRY = ['scale', 'set', 'default', '1=One, 2=Two, 3*=Three, 4=Four, 5=Five', '--carry'];

/** Each is one entry, made by one run, and answers with one JSON document. */
export const ONCE: readonly Job[] = [
  once('import roster', 'import roster next.csv --rename --json', () =>
    file('next.csv', nextRoster()),
  ),
  once('import standards', 'import standards more.csv --json', () => file('more.csv', standards())),
  once('year start', YEAR, () => file('next.csv', nextRoster())),
  once('policy import', 'policy import rules.yaml --json', () => file('rules.yaml', RULES)),
  once('scale set --carry', [...CARRY, '--json']),
  once('reportcard issue', ['reportcard', 'issue', '--term', 'Autumn 2025', '--json']),
];

function once(
  name: string,
  words: string | readonly string[],
  more: () => unknown = () => {},
): Job {
  return {
    name,
    school: async () => {
      await sampleSchool();
      more();
    },
    anew: true,
    kills: 12,
    command: () => ({ words: typeof words === 'string' ? words.split(' ') : words }),
    told: document,
  };
}

/** One whole JSON document is the acknowledgement. */
export function document(out: string): number {
  try {
    JSON.parse(out);
    return 1;
  } catch {
    return 0;
  }
}

/** Those of the sample school a grade further, in other sections, and as many who are new. */
function nextRoster(): string {
  const rows = Array.from({ length: 96 }, (_, i) => {
    const id = i < 48 ? `s${String(i + 1).padStart(3, '0')}` : `n${i}`;
    return `${id},Pupil ${i},Family ${i},8,8${'ABC'[i % 3]},Room,Harbour Lane School`;
  });
  const head = 'student_id,first_name,last_name,grade,section,section_name,school';
  return `${[head, ...rows].join('\n')}\n`;
}

/** A framework of three hundred, with headings and what comes before what. */
function standards(): string {
  const rows = Array.from({ length: 300 }, (_, i) => {
    const heading = `H${Math.trunc(i / 10)}`;
    return i % 10 === 0
      ? `science,${heading},Heading ${i},,`
      : `science,${heading}.${i % 10},Statement ${i},${heading},${i % 10 > 1 ? `${heading}.1` : ''}`;
  });
  return `framework,code,statement,parent,requires\n${rows.join('\n')}\n`;
}

const RULES = `default_scale: default
scales:
  default:
    - 1=Beginning
    - 2=Developing
    - 3*=Proficient
    - 4=Exemplary
policy:
  method: mean
  min_evidence: 3
frameworks:
  math:
    policy:
      method: mode
`;
