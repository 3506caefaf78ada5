/** What may happen in a random school, and all that can be read out of its gradebook. */
import fc from 'fast-check';
import { at, file, ok, pl } from '../support/pl.js';
import { leaf } from './random-school.js';

const who = fc.constantFrom('s0', 's1', 's2');
const level = fc.constantFrom('1', '2', '3', '4', '2.5');
const day = fc.constantFrom('-1d', '-5d', '-20d', 'today');

type Act = readonly string[];

const lines = fc
  .array(fc.tuple(who, leaf, level, fc.constantFrom('', 'a note')), { minLength: 1, maxLength: 4 })
  .map((rows) => rows.map((row) => row.join(' ').trim()).join('\n'));

const objects = fc
  .array(
    fc.record({
      student_id: who,
      competency: leaf,
      level: level.map(Number),
      external_id: fc.constantFrom(null, 'x1', 'x2'),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((sent) => JSON.stringify(sent));

const keys = fc.array(fc.constantFrom('1', '3', 's', 'a', 'b', 'u'), {
  minLength: 1,
  maxLength: 8,
});

/** Commands by what is done; each may be refused, but may not be a bug. */
export const ACTS: Readonly<Record<string, fc.Arbitrary<Act>>> = {
  record: fc.tuple(fc.constant('record'), who, leaf, level, fc.constant('--on'), day),
  'record, several': fc
    .tuple(who, who, leaf, leaf, level)
    .map(([one, other, a, b, n]) => ['record', `${one},${other}`, `${a}=${n}`, `${b}=2`]),
  'record --paste': lines.map((text) => ['paste', text]),
  'record --json -': objects.map((text) => ['sent', text]),
  'record --round': fc
    .tuple(fc.constantFrom('7A', 'Choir'), leaf, keys)
    .map(([section, code, pressed]) => ['round', section, code, ...pressed]),
  note: fc
    .tuple(who, fc.constantFrom([], ['A.1']), fc.constantFrom('was ill', 'asked why'))
    .map(([student, code, text]) => ['note', student, ...code, text]),
  override: fc.oneof(
    fc.tuple(fc.constant('override'), who, leaf, level, fc.constant('--reason=why')),
    fc.tuple(fc.constant('override'), who, leaf, fc.constant('--clear')),
  ),
  excuse: fc.tuple(
    fc.constant('excuse'),
    who,
    leaf,
    fc.constantFrom('--reason=why', '--reason=ill', '--clear'),
  ),
  strike: fc.nat(20).map((n) => ['strike', `#${n}`]),
  fix: fc.tuple(
    fc.constant('fix'),
    fc.nat(20).map((n) => `#${n}`),
    level,
  ),
  undo: fc.constantFrom(['undo'], ['undo', '5'], ['undo', '8']),
  advance: fc.oneof(
    fc.tuple(
      fc.constant('advance'),
      who,
      fc.constant('--pathway=unit'),
      fc.constantFrom('--to=one', '--to=two'),
    ),
    fc.tuple(fc.constant('advance'), who, fc.constant('--anyway'), fc.constant('--reason=why')),
  ),
  student: fc.oneof(
    fc.tuple(
      fc.constant('student'),
      fc.constantFrom('move', 'join', 'leave'),
      who,
      fc.constant('Choir'),
    ),
    fc.tuple(fc.constant('student'), fc.constantFrom('withdraw', 'return'), who),
  ),
  policy: fc
    .tuple(
      fc.constantFrom(
        ...['method=mean', 'method=latest', 'method=', 'method=highest top=2', 'recent=all'],
        ...['min_evidence=1', 'min_evidence=3', 'mastery_at=2', 'level_cut=nearest', 'kinds=test'],
        ...['require_kinds=project', 'stale_after_days=3', 'round=0 rounding=down'],
      ),
      fc.constantFrom([], ['--framework=main'], ['--competency=A.1'], ['--competency=C']),
    )
    .map(([pairs, place]) => ['policy', 'set', ...pairs.split(' '), ...place]),
  'policy, from a day': fc
    .tuple(
      fc.constantFrom('2026-09-15', '2026-10-04', '2026-10-08', '2026-10-20', '2027-01-01'),
      fc.constantFrom('min_evidence=1', 'min_evidence=2', 'recent=1', 'recent=', 'method=mean'),
      fc.constantFrom([], ['--framework=main'], ['--competency=A.1']),
    )
    .map(([from, pair, place]) => ['policy', 'set', pair, '--from', from, ...place]),
  scale: fc.constantFrom(
    ['scale', 'set', 'three', '1=No, 2*=Yes, 4=More'],
    ['scale', 'set', 'default', '1=Low, 2=Mid, 3*=High, 4=Top'],
    ['scale', 'use', 'default', '--framework=other'],
    ['scale', 'use', 'three', '--framework=other'],
    ['scale', 'use', 'three', '--framework=main'],
    ['scale', 'use', 'three', '--framework=main', '--carry'],
    ['scale', 'use', 'default', '--framework=main', '--carry'],
    ['scale', 'use', 'three', '--competency=C', '--carry'],
    ['scale', 'set', 'default', '1=Low, 3*=High, 5=Top', '--carry'],
  ),
  import: fc.tuple(
    fc.constant('import'),
    fc.constantFrom(
      'links source,target,relationship;A.1,C,exact',
      'links source,target,relationship;A.2,C,same',
      'links source,target,relationship;A.1,A.2,prerequisite;C,B.1,see also',
      'standards framework,code,statement,parent;main,A.2,Moved,B',
      'standards framework,code,statement,assessable;main,B,Heading,no',
      'standards framework,code,statement,rule;main,A,Heading A,count 2;main,B,Heading B,percent 100',
      'standards framework,code,statement,parent,requires;main,A.10,Ten,A,A.1;main,B.1,One,A,A.2',
      'standards framework,code,statement,method,min_evidence;main,A.1,One,latest,1;other,C,Sea,,',
      'standards framework,code,statement,parent,order;new,N,Whole,,1;new,N.1,Part,N,2;main,B.1,One,,3',
      'pathways pathway,stage,competency;unit,one,A.1;unit,two,C',
      'pathways pathway,stage,competency,requirement,group,min_level;unit,one,A.2,,,4;unit,one,A.1,choose 1,g,;unit,one,C,choose 1,g,',
      'pathways pathway,stage,stage_title,competency,due_on;extra,only,Other words,B.1,2026-12-01;last,end,,A.10,',
      'evidence student_id,competency,score,date,external_id;s0,A.1,2,2026-09-01,x1;s1,C,4,2026-09-02,x1',
      'evidence student_id,competency,score,date,external_id;s0,A.1,4,2026-09-01,x1',
      'evidence student_id,date,A.1,C;s0,2026-09-03,2,;s1,2026-09-04,3,1',
      'roster student_id,name,section;s0,Other Name,Choir',
      'groups student_id,group,value;s0,lunch,free;s1,lunch,paid',
      'groups student_id,group,value;s0,lunch,paid',
      'roster student_id,name,section,grade,status;s1,Who Else,7A,8,withdrawn;s9,New Child,7A,7,',
      'roster student_id,name,section,school,teacher;s0,Other Name,Choir,Lake,Ms Fair;s1,Other Name,Choir,Lake,',
    ),
  ),
};

/** Any of them; recording most of all. */
export const act: fc.Arbitrary<Act> = fc.oneof(
  ...Object.entries(ACTS).map(([name, arbitrary]) => ({
    arbitrary,
    weight: name === 'record' ? 6 : 1,
  })),
);

/** Does it; a refusal is well, a bug is not. */
export async function does(words: readonly string[], db: string): Promise<void> {
  const [verb = '', second = '', ...rest] = words;
  if (verb === 'import') {
    const [kind = '', sheet = ''] = splitOnce(second);
    file('sheet.csv', sheet.replaceAll(';', '\n'));
    return allowed(await pl(['import', kind, 'sheet.csv', '--db', db]), words);
  }
  if (verb === 'paste')
    return allowed(await pl(['record', '--paste', '--db', db], { stdin: second }), words);
  if (verb === 'sent')
    return allowed(await pl(['record', '--json', '-', '--db', db], { stdin: second }), words);
  if (verb === 'round') return allowed(await walked(second, rest, db), words);
  if (verb !== 'strike' && verb !== 'fix') return allowed(await pl([...words, '--db', db]), words);
  const uids = await recorded(db);
  const uid = uids[Number(second.slice(1)) % Math.max(1, uids.length)] ?? 'none-1-1';
  const end = verb === 'strike' ? ['--reason', 'why'] : rest;
  allowed(await pl([verb, uid, ...end, '--db', db]), words);
}

/** A round in which these keys are pressed, and then q. */
function walked(section: string, [code = '', ...pressed]: readonly string[], db: string) {
  const round = ['record', '--round', '--section', section, '--competency', code, '--db', db];
  return pl(round, { terminal: true, answers: [...pressed, 'q'] });
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

/** And what was decided and said: the rules, and notes on each student. */
export async function everythingSaid(db: string): Promise<string> {
  const outs = [await everything(db)];
  for (const command of ['policy show --json', 'scale list --json'])
    outs.push((await ok(`${command} --db ${db}`)).out);
  // A student who is not in this school has none.
  for (const student of ['s0', 's1', 's2'])
    outs.push((await pl(`note ${student} --list --json --db ${db}`)).out);
  return outs.join('\n');
}

/** Days on which things happen, a week apart; the first is 2026-10-01. */
export function onDay(week: number): void {
  const day = new Date(Date.UTC(2026, 9, 1 + 7 * week)).toISOString().slice(0, 10);
  at(`${day}T09:00:00`);
}
