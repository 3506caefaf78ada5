/** Random small schools as the files that make them, for properties. */
import fc from 'fast-check';
import { csvText, type Value } from '../../src/output/csv.js';
import { ok } from '../support/pl.js';

/** A school as files, in the order in which they are imported. */
export interface School {
  readonly roster: string;
  readonly standards: string;
  readonly links: string;
  readonly pathways: string;
  readonly evidence: readonly string[];
}

type Cells = Readonly<Record<string, Value>>;

/** Text as people write it, some of it such as spreadsheets run or cut; no sign in it that no file may hold. */
const words = fc
  .oneof(
    fc.constantFrom('Ana', "O'Brien", 'van der Berg', '=SUM(A1)', '-3', '@me', "'=x", 'a,b', '"q"'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
    fc.constantFrom('two\nlines', 'Zoë', 'Nguyễn', '한글', '👩‍🏫', '007', 'a;b', '1e5'),
  )
  .map((text) => text.replace(/[\0\ufffd]/g, '').trim())
  .filter((text) => text !== '');

const maybe = (text: fc.Arbitrary<string>) => fc.option(text, { nil: '', freq: 2 });

const PLACES: readonly Cells[] = [
  { section: '7A', teacher: 'Ms Fair', school: 'Hill', term: 'Autumn' },
  { section: '7A', teacher: 'Mr Stone', school: 'Lake', term: 'Autumn' },
  { section: 'Choir', teacher: '', school: '', term: '' },
  { section: '', teacher: '', school: 'Hill', term: '' },
];

const student = fc.record({
  first_name: words,
  last_name: words,
  preferred_name: maybe(words),
  grade: fc.constantFrom('', 'K', '06', '7'),
  state_id: fc.constantFrom('', '0'),
  places: fc.subarray([...PLACES], { minLength: 0, maxLength: 2 }),
});

const roster = fc.array(student, { minLength: 1, maxLength: 4 }).map((students) =>
  csv(
    ['student_id', 'state_id', 'first_name', 'last_name', 'preferred_name', 'grade', 'section'],
    students.flatMap(({ places, ...facts }, i) =>
      (places.length === 0 ? [{}] : places).map((place) => ({
        ...facts,
        student_id: `s${i}`,
        state_id: facts.state_id && `00${i}`,
        ...place,
      })),
    ),
    ['teacher', 'school', 'term'],
  ),
);

const POLICIES: readonly Cells[] = [
  {},
  { method: 'mean', recent: 'all' },
  { method: 'latest', min_evidence: 1 },
  { method: 'decaying-average', weight: 0.75, recent: 'all' },
  { method: 'latest-weighted', weight: 0.4 },
  { method: 'n-times', n: 2, min_evidence: 1 },
  { method: 'mode', tie: 'none', recent: 'all' },
  { method: 'power-law', recent: 'all', round: 1, rounding: 'down' },
  { method: 'highest', kinds: 'test;self', mastery_at: 2.5, level_cut: 'nearest' },
  { top: 2, min_kinds: 2, require_kinds: 'project' },
];
const KEYS = [...new Set(POLICIES.flatMap((policy) => Object.keys(policy)))];

const LEAVES = ['A.1', 'A.2', 'A.10', 'B.1', 'C'] as const;
export const leaf = fc.constantFrom(...LEAVES);

const standards = fc
  .tuple(
    fc.array(
      fc.record({ policy: fc.constantFrom(...POLICIES), label: maybe(words), statement: words }),
      {
        minLength: 5,
        maxLength: 5,
      },
    ),
    fc.constantFrom('', 'count 1', 'percent 50', 'points 2'),
    fc.constantFrom('', 'A.1', 'A.1;B.1'),
  )
  .map(([own, rule, requires]) =>
    csv(
      [
        'framework',
        'code',
        'statement',
        'label',
        'parent',
        'requires',
        'rule',
        'points',
        'essential',
      ],
      [
        { framework: 'main', code: 'A', statement: 'Heading A', rule },
        { framework: 'main', code: 'B', statement: 'Heading B', essential: 'yes' },
        ...own.map(({ policy, ...facts }, i) => ({
          framework: LEAVES[i] === 'C' ? 'other' : 'main',
          code: LEAVES[i] ?? '',
          parent: /^[AB]/.exec(LEAVES[i] ?? '')?.[0] ?? '',
          points: i,
          requires: LEAVES[i] === 'A.2' ? requires : '',
          ...facts,
          ...policy,
        })),
      ],
      KEYS,
    ),
  );

const links = fc
  .subarray([
    { source: 'A.1', target: 'C', relationship: 'exact' },
    { source: 'B.1', target: 'A.10', relationship: 'prerequisite' },
    { source: 'C', target: 'B.1', relationship: 'conceptual connection' },
  ])
  .map((rows) => csv(['source', 'target', 'relationship'], rows));

const pathways = fc
  .subarray([
    { pathway: 'unit', stage: 'one', competency: 'A.1' },
    { pathway: 'unit', stage: 'one', competency: 'A.2', requirement: 'choose 1', group: 'g' },
    { pathway: 'unit', stage: 'one', competency: 'B.1', requirement: 'choose 1', group: 'g' },
    { pathway: 'unit', stage: 'two', competency: 'A.10', min_level: 4, due_on: '2027-01-31' },
    { pathway: 'extra', stage: 'only', stage_title: 'All of it', competency: 'A.1' },
  ])
  .map((rows) =>
    csv(
      [
        'pathway',
        'stage',
        'stage_title',
        'competency',
        'requirement',
        'group',
        'due_on',
        'min_level',
      ],
      rows,
    ),
  );

const score = fc.oneof(
  fc.integer({ min: 0, max: 8 }).map((halves) => ({ score: halves / 2 })),
  fc.tuple(fc.nat(12), fc.integer({ min: 10, max: 12 })).map(([got, possible]) => ({
    score: got,
    possible,
  })),
  fc.constant({ score: '', note: 'was ill' }),
);

const piece = fc
  .record({
    student: fc.nat(3),
    competency: leaf,
    date: fc.integer({ min: 1, max: 9 }).map((day) => `2026-09-0${day}`),
    kind: fc.constantFrom('test', 'project', 'observation', 'self', 'exit ticket'),
    title: maybe(words),
    by: maybe(words),
    note: maybe(words),
    support: fc.constantFrom('', 'help', 'independent'),
    tags: fc.constantFrom('', 'a;b'),
    external_id: fc.constantFrom('', '', 'x1', 'x2'),
    score,
  })
  .map(({ student, score: given, ...facts }) => ({
    student_id: `s${student}`,
    ...facts,
    ...given,
  }));

const EVIDENCE = ['student_id', 'competency', 'score', 'possible', 'date', 'kind', 'title', 'by'];

const MORE = ['note', 'support', 'tags', 'external_id'];

/** Up to three files of evidence. */
const evidence = fc.array(fc.array(piece, { maxLength: 8 }), { minLength: 1, maxLength: 3 });

const parts = fc.record({ roster, standards, links, pathways, evidence });

/** A school; some external ids come several times, each time with another score. */
export const school: fc.Arbitrary<School> = parts.map((made) => schoolOf(made, (id) => id));

/** A school in which each external id comes once. */
export const tidySchool: fc.Arbitrary<School> = parts.map((made) =>
  schoolOf(made, (id, place) => id && `${id}-${place}`),
);

function schoolOf(
  { evidence: files, ...rest }: typeof parts extends fc.Arbitrary<infer Parts> ? Parts : never,
  external: (id: string, place: string) => string,
): School {
  const sheet = (rows: (typeof files)[number], n: number) =>
    rows
      .filter(({ student_id }) => rest.roster.includes(`\n${student_id},`))
      .map((row, i) => ({ ...row, external_id: external(row.external_id, `${n}-${i}`) }));
  return { ...rest, evidence: files.map((rows, n) => csv(EVIDENCE, sheet(rows, n), MORE)) };
}

/** Makes the gradebook of a school. */
export async function found(one: School, db: string): Promise<void> {
  await ok(`init --db ${db}`);
  const bring = (kind: string, stdin: string) => ok(`import ${kind} - --db ${db}`, { stdin });
  await bring('roster', one.roster);
  await bring('standards', one.standards);
  await bring('links', one.links);
  await bring('pathways', one.pathways);
  for (const sheet of one.evidence) await bring('evidence', sheet);
}

function csv(
  columns: readonly string[],
  rows: readonly Cells[],
  more: readonly string[] = [],
): string {
  const all = [...columns, ...more];
  return csvText(
    all,
    rows.map((row) => all.map((column) => row[column] ?? null)),
  );
}
