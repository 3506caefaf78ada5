/** Whether what the rollup keeps is what the evidence says: every student is judged again, and nothing written. */
import { type Mastery, masteryOf } from '../../core/mastery/judge.js';
import type { Id, Showing } from '../../core/model.js';
import { shownIds } from '../../core/progress.js';
import { stageCounts } from '../../core/readiness/ready.js';
import { waysOf } from '../../core/readiness/stages.js';
import type { Standards } from '../../core/standards.js';
import { isKept } from '../masteries.js';
import type { Gradebook } from '../open.js';
import { lastRollup } from '../rollup/report.js';
import { rulesHash } from '../rollup/rules.js';
import { showingReader } from '../showing.js';
import { loadPathways, loadStandards } from '../standards.js';
import { type Finding, JUDGE_ANEW } from './finding.js';

/** Results that are shown as kept and are not what the evidence says. Nothing where none is kept. */
export function keptFindings(book: Gradebook): Finding[] {
  if (!isKept(book)) return [];
  const standards = loadStandards(book);
  const pathways = loadPathways(book);
  if (lastRollup(book)?.rules !== rulesHash(standards, pathways))
    return [kept('rules', 'the rules are not those by which the kept results were judged', null)];
  const ways = waysOf(standards, pathways);
  const { read } = showingReader(book);
  const [masteries, stages] = [masteryReader(book), stageReader(book)];
  const untouched = book.db
    .prepare(
      `SELECT id FROM students WHERE ended IS NULL AND id NOT IN (SELECT student FROM touched)
       ORDER BY id`,
    )
    .pluck()
    .iterate() as Iterable<Id>;
  let [results, ready] = [0, 0];
  for (const student of [...untouched]) {
    const showing = read(student);
    results += differences(masteries(student), expectedOf(standards, showing));
    const now = stageCounts(standards, ways, showing)
      .filter(({ status, required }) => status === 'ready' && required > 0)
      .flatMap(({ standing: { pathway, stage } }) =>
        stage === null ? [] : [`${pathway} ${stage.id}`],
      );
    ready += differences(stages(student), new Set(now));
  }
  return [
    ...(results === 0
      ? []
      : [kept('results', 'kept results are not what the evidence says', results)]),
    ...(ready === 0 ? [] : [kept('ready', 'who is kept as ready is not who is ready', ready)]),
    ...strays(book),
  ];
}

function kept(code: string, message: string, rows: number | null): Finding {
  return { code: `kept_${code}`, message, rows, todo: JUDGE_ANEW };
}

function strays({ db }: Gradebook): Finding[] {
  const gone = 'student NOT IN (SELECT id FROM students WHERE ended IS NULL)';
  const rows = db
    .prepare(
      `SELECT (SELECT count(*) FROM mastery WHERE ${gone}) + (SELECT count(*) FROM ready WHERE ${gone})`,
    )
    .pluck()
    .get() as number;
  const touched = db.prepare(`SELECT count(*) FROM touched WHERE ${gone}`).pluck().get() as number;
  return rows === 0 || touched > 0
    ? []
    : [kept('strays', 'results are kept of students who are not in the gradebook', rows)];
}

/** How many are in one and not in the other. */
function differences(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return [...a].filter((one) => !b.has(one)).length + [...b].filter((one) => !a.has(one)).length;
}

const COLUMNS = `competency, score, level, status, overridden, disputed, evidence_count, occasions,
  last_observed_on, calculated_level, calculated_status`;

function masteryReader({ db }: Gradebook): (student: Id) => ReadonlySet<string> {
  const rows = db.prepare(`SELECT ${COLUMNS} FROM mastery WHERE student = ?`).raw();
  return (student) => new Set(rows.all(student).map((row) => JSON.stringify(row)));
}

function stageReader({ db }: Gradebook): (student: Id) => ReadonlySet<string> {
  const rows = db.prepare("SELECT pathway || ' ' || stage FROM ready WHERE student = ?").pluck();
  return (student) => new Set(rows.all(student) as string[]);
}

function expectedOf(standards: Standards, showing: Showing): ReadonlySet<string> {
  const rows = [...shownIds(standards, showing)].flatMap((id) => {
    const competency = standards.competencies.get(id);
    return competency === undefined ? [] : [rowOf(masteryOf(standards, showing, competency))];
  });
  return new Set(rows.map((row) => JSON.stringify(row)));
}

function rowOf({ competency, score, level, status, override, disputed, calculated }: Mastery) {
  return [
    competency.id,
    score,
    level?.value ?? null,
    status,
    override === null ? 0 : 1,
    disputed ? 1 : 0,
    calculated.evidenceCount,
    calculated.occasions,
    calculated.lastObservedOn,
    calculated.level?.value ?? null,
    calculated.status,
  ];
}
