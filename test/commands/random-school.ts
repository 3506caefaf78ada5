/** Random small schools as the files that make them, and what may happen in one, for properties. */
import fc from 'fast-check';
import { csvText, type Value } from '../../src/output/csv.js';
import { at, file, ok, pl } from '../support/pl.js';

/** A school as files, in the order in which they are imported. */
export interface School {
  readonly roster: string;
  readonly standards: string;
  readonly links: string;
  readonly pathways: string;
  readonly evidence: readonly string[];
}

type Cells = Readonly<Record<string, Value>>;

/** Text as people write it, some of it such as spreadsheets run or cut. */
const words = fc
  .oneof(
    fc.constantFrom('Ana', "O'Brien", 'van der Berg', '=SUM(A1)', '-3', '@me', "'=x", 'a,b', '"q"'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
    fc.constantFrom('two\nlines', 'Zoë', 'Nguyễn', '한글', '👩‍🏫', '007', 'a;b', '1e5'),
  )
  .map((text) => text.replace(/\0/g, '').trim())
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

export const LEAVES = ['A.1', 'A.2', 'A.10', 'B.1', 'C'] as const;
const leaf = fc.constantFrom(...LEAVES);

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

const who = fc.constantFrom('s0', 's1', 's2');
const level = fc.constantFrom('1', '2', '3', '4', '2.5');
const day = fc.constantFrom('-1d', '-5d', '-20d', 'today');

/** One command that may be refused, but may not be a bug. */
export const act: fc.Arbitrary<readonly string[]> = fc.oneof(
  {
    arbitrary: fc.tuple(fc.constant('record'), who, leaf, level, fc.constant('--on'), day),
    weight: 6,
  },
  fc.tuple(fc.constant('override'), who, leaf, level, fc.constant('--reason=why')),
  fc.tuple(fc.constantFrom('override', 'excuse'), who, leaf, fc.constant('--clear')),
  fc.tuple(fc.constant('excuse'), who, leaf, fc.constant('--reason=why')),
  fc.tuple(
    fc.constantFrom('strike', 'fix'),
    fc.nat(20).map((n) => `#${n}`),
    level,
  ),
  fc.constantFrom(['undo'], ['undo', '5'], ['undo', '8']),
  fc.tuple(
    fc.constant('advance'),
    who,
    fc.constant('--pathway=unit'),
    fc.constantFrom('--to=one', '--to=two'),
  ),
  fc.tuple(fc.constant('advance'), who, fc.constant('--anyway'), fc.constant('--reason=why')),
  fc.tuple(
    fc.constant('student'),
    fc.constantFrom('move', 'join', 'leave'),
    who,
    fc.constant('Choir'),
  ),
  fc.tuple(fc.constant('student'), fc.constantFrom('withdraw', 'return'), who),
  fc.tuple(
    fc.constant('policy'),
    fc.constant('set'),
    fc.constantFrom('method=mean', 'method=latest', 'method=', 'min_evidence=1', 'mastery_at=2'),
    fc.constantFrom('--framework=main', '--competency=A.1', '--competency=C'),
  ),
  fc.tuple(
    fc.constant('import'),
    fc.constantFrom(
      'links source,target,relationship;A.1,C,exact',
      'links source,target,relationship;A.2,C,same',
      'standards framework,code,statement,parent;main,A.2,Moved,B',
      'standards framework,code,statement,assessable;main,B,Heading,no',
      'evidence student_id,competency,score,date,external_id;s0,A.1,2,2026-09-01,x1;s1,C,4,2026-09-02,x1',
      'roster student_id,name,section;s0,Other Name,Choir',
    ),
  ),
);

/** Does it; a refusal is well, a bug is not. */
export async function does(words: readonly string[], db: string): Promise<void> {
  const [verb = '', second = '', ...rest] = words;
  if (verb === 'import') {
    const [kind = '', sheet = ''] = splitOnce(second);
    file('sheet.csv', sheet.replaceAll(';', '\n'));
    return allowed(await pl(['import', kind, 'sheet.csv', '--db', db]), words);
  }
  if (verb !== 'strike' && verb !== 'fix') return allowed(await pl([...words, '--db', db]), words);
  const uids = await recorded(db);
  const uid = uids[Number(second.slice(1)) % Math.max(1, uids.length)] ?? 'none-1-1';
  const end = verb === 'strike' ? ['--reason', 'why'] : rest;
  allowed(await pl([verb, uid, ...end, '--db', db]), words);
}

function allowed({ code, err }: { code: number; err: string }, words: readonly string[]): void {
  if (code > 1 && code !== 3) throw new Error(`pl ${words.join(' ')} ended with ${code}: ${err}`);
}

function splitOnce(text: string): readonly [string, string] {
  const space = text.indexOf(' ');
  return [text.slice(0, space), text.slice(space + 1)];
}

/** The uids of what was recorded by hand. */
async function recorded(db: string): Promise<string[]> {
  const { json } = await ok(`log --json --limit 1000 --db ${db}`);
  return json<{ gradebook: string; entry: number; command: string }[]>()
    .filter(({ command }) => command === 'record' || command === 'fix')
    .map(({ gradebook, entry }) => `${gradebook}-${entry}-1`);
}

/** The kinds of file that go out and come in again, in the order of import. */
export const KINDS = ['roster', 'standards', 'links', 'pathways', 'evidence'] as const;

export async function exported(db: string, flags = ''): Promise<string[]> {
  const outs: string[] = [];
  for (const kind of KINDS) {
    const everybody = kind === 'roster' || kind === 'evidence' ? '--withdrawn' : '';
    outs.push((await ok(`export ${kind} ${everybody} ${flags} --db ${db}`)).out);
  }
  return outs;
}

/** What is computed from it all. */
export async function computed(db: string, flags = ''): Promise<string> {
  const progress = await ok(`progress --all --json --withdrawn ${flags} --db ${db}`);
  const ready = await ok(`ready --json --withdrawn ${flags} --db ${db}`);
  return progress.out + ready.out;
}

/** Everything that can be read out of a gradebook, as bytes. */
export async function everything(db: string, flags = ''): Promise<string> {
  return [...(await exported(db, flags)), await computed(db, flags)].join('\n');
}

/** Days on which things happen, a week apart. */
export function onDay(n: number): void {
  at(
    `2026-${String(10 + Math.floor(n / 4)).padStart(2, '0')}-${String(1 + (n % 4) * 7).padStart(2, '0')}T09:00:00`,
  );
}
