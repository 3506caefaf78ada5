/** What may happen in a random school, and all that can be read out of its gradebook. */
import fc from 'fast-check';
import { at, file, ok, pl } from '../support/pl.js';
import { leaf } from './random-school.js';

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
