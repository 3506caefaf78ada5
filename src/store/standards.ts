/** Reading standards: frameworks, competencies, links, scales, policies and pathways. */
import { groupBy } from '../core/grouping.js';
import type { OutsideLink } from '../core/importing/outside-links.js';
import type {
  Competency,
  Framework,
  Id,
  Level,
  Link,
  Pathway,
  PolicyValue,
  Requirement,
  Scale,
  Stage,
} from '../core/model.js';
import { type DatedSetting, settingsOn } from '../core/policy.js';
import { DEFAULT_LEVELS } from '../core/scale.js';
import { type Standards, standardsOf } from '../core/standards.js';
import type { Gradebook } from './open.js';
import { bound, dayOfView, holds, NOW, type View } from './view.js';

/** The standards, with the policy that is in force on the day that the view is about. */
export function loadStandards(book: Gradebook, view: View = NOW): Standards {
  return standardsOf({
    frameworks: loadFrameworks(book, view),
    competencies: loadCompetencies(book, view),
    links: loadLinks(book, view),
    scales: loadScales(book, view),
    policies: settingsOn(dayOfView(book, view), loadPolicies(book, view)),
  });
}

/** The default scale first; before the first entry there is the one that every gradebook begins with. */
export function loadScales(book: Gradebook, view: View = NOW): Scale[] {
  const rows = all<{ id: Id; name: string; levels: string }>(
    book,
    view,
    `SELECT id, name, levels FROM scales s WHERE ${holds('s')} ORDER BY preferred DESC, name`,
  );
  if (rows.length === 0) return [{ id: 0, name: 'default', levels: DEFAULT_LEVELS }];
  return rows.map((row) => ({ ...row, levels: JSON.parse(row.levels) as Level[] }));
}

export function loadPathways(book: Gradebook, view: View = NOW): Pathway[] {
  const requirements = groupBy(
    all<Requirement & { stage: Id }>(
      book,
      view,
      `SELECT stage, competency, choose, elective AS "group", due_on AS dueOn, min_level AS minLevel
       FROM requirements r WHERE ${holds('r')} ORDER BY stage, position`,
    ),
    (row) => row.stage,
  );
  const stages = groupBy(
    all<Omit<Stage, 'requirements'> & { pathway: Id }>(
      book,
      view,
      `SELECT id, pathway, name, title FROM stages s WHERE ${holds('s')} ORDER BY pathway, position`,
    ),
    (row) => row.pathway,
  );
  return all<{ id: Id; name: string }>(
    book,
    view,
    `SELECT id, name FROM pathways p WHERE ${holds('p')} ORDER BY name`,
  ).map((pathway) => ({
    ...pathway,
    stages: (stages.get(pathway.id) ?? []).map(({ id, name, title }) => ({
      id,
      name,
      title,
      requirements: requirements.get(id) ?? [],
    })),
  }));
}

/** A link with the kind of file that speaks for it. */
export interface StoredLink extends Link {
  readonly via: 'standards' | 'links';
}

export function loadLinks(book: Gradebook, view: View = NOW): StoredLink[] {
  return all(
    book,
    view,
    `SELECT source, target, kind, word, via FROM links l WHERE ${holds('l')}
     ORDER BY source, target, kind`,
  );
}

export function loadOutsideLinks(book: Gradebook, view: View = NOW): OutsideLink[] {
  return all<Omit<OutsideLink, 'outward'> & { outward: number }>(
    book,
    view,
    `SELECT competency, word, target, title, outward FROM outside_links o WHERE ${holds('o')}
     ORDER BY competency, word, target, outward`,
  ).map((row) => ({ ...row, outward: row.outward === 1 }));
}

function loadFrameworks(book: Gradebook, view: View): Framework[] {
  return all(
    book,
    view,
    `SELECT id, name, guid, scale FROM frameworks f WHERE ${holds('f')} ORDER BY id`,
  );
}

function loadCompetencies(book: Gradebook, view: View): Competency[] {
  const statement = book.db
    .prepare(
      `SELECT id, framework, code, statement, guid, label, type, grade, subject, parent, position,
         assessable, essential, scale, rule, points, required
       FROM competencies c WHERE ${holds('c')} ORDER BY id`,
    )
    .all(bound(view)) as CompetencyRow[];
  return statement.map(({ position, assessable, essential, required, ...row }) => ({
    ...row,
    order: position,
    assessable: flag(assessable),
    essential: essential === 1,
    required: flag(required),
  }));
}

type CompetencyRow = Omit<Competency, 'order' | 'assessable' | 'essential' | 'required'> & {
  readonly position: number | null;
  readonly assessable: number | null;
  readonly essential: number;
  readonly required: number | null;
};

/** Every policy setting, also those that begin later, in the order in which they begin. */
export function loadPolicies(book: Gradebook, view: View = NOW): DatedSetting[] {
  return all<Omit<DatedSetting, 'value'> & { value: string }>(
    book,
    view,
    `SELECT framework, competency, key, value, starts_on AS startsOn FROM policies p
     WHERE ${holds('p')} ORDER BY framework, competency, key, starts_on`,
  ).map((row) => ({ ...row, value: JSON.parse(row.value) as PolicyValue }));
}

function all<Row>(book: Gradebook, view: View, sql: string): Row[] {
  return book.db.prepare(sql).all(bound(view)) as Row[];
}

function flag(value: number | null): boolean | null {
  return value === null ? null : value === 1;
}
