/** Which competencies a result of a OneRoster set is about, and what it says of each. */
import { guidIn } from '../../core/importing/guids.js';
import type { OneRosterPackage } from '../rosters/oneroster-package.js';
import type { SheetRow } from '../rosters/oneroster-rows.js';
import type { MappedTitles } from './oneroster-maps.js';

export interface LineItem {
  readonly code: string;
  readonly title: string;
  /** Full marks; '' where it does not say. */
  readonly max: string;
  /** The lowest mark; '' where it does not say. */
  readonly min: string;
  readonly dueOn: string;
  readonly gone: boolean;
}

/** A score on one competency, by its guid or its code. */
export interface Mark {
  readonly competency: string;
  /** A number or the name of a level; '' where there is none. */
  readonly score: string;
  /** What it is out of; '': it is on the scale. */
  readonly possible: string;
  /** The lowest of the marks that it is out of; '': 0. */
  readonly least: string;
}

export interface Objectives {
  /** Null: the set has no such line item. */
  readonly lineItem: (code: string) => LineItem | null;
  /**
   * The marks of a result. A score that stands beside the objective is one on the scale; else the
   * result's own goes to each objective of the result, of `--map`, of the line item, or of its title, out of
   * full marks. None: nothing says what it is about.
   */
  readonly marksOf: (
    result: string,
    lineItem: LineItem | null,
    own: { readonly score: string; readonly text: string },
  ) => readonly Mark[];
}

/** `isCode`: whether the title of a line item is the code of one competency, which it is then about. */
export function readObjectives(
  set: OneRosterPackage,
  maps: MappedTitles,
  isCode: (title: string) => boolean,
): Objectives {
  const lineItems = new Map(
    [...(set.sheet('lineItems')?.rows ?? [])].map((row) => [row.get('sourcedId'), lineItemOf(row)]),
  );
  const ofItem = gathered(standing(set, 'lineItemLearningObjectiveIds'), 'lineItemSourcedId');
  const ofResult = gathered(standing(set, 'resultLearningObjectiveIds'), 'resultSourcedId');
  return {
    lineItem: (code) => lineItems.get(code) ?? null,
    marksOf: (result, lineItem, own) => {
      const score = own.score || own.text;
      const marks = own.score === '' ? null : lineItem;
      const said = { score, possible: marks?.max ?? '', least: marks?.min ?? '' };
      const stated = ofResult.get(result);
      if (stated !== undefined) {
        return stated.map((mark) => (mark.score === '' ? { ...mark, ...said } : mark));
      }
      const mapped = maps.get(lineItem?.title.toLowerCase() ?? '');
      const stood = ofItem.get(lineItem?.code ?? '')?.map(({ competency }) => competency);
      const title = lineItem?.title ?? '';
      const codes = mapped ?? stood ?? (title !== '' && isCode(title) ? [title] : []);
      return codes.map((competency) => ({ competency, ...said }));
    },
  };
}

function standing(
  set: OneRosterPackage,
  name: 'lineItemLearningObjectiveIds' | 'resultLearningObjectiveIds',
): readonly SheetRow[] {
  return [...(set.sheet(name)?.rows ?? [])].filter(({ gone }) => !gone);
}

function lineItemOf(row: SheetRow): LineItem {
  return {
    code: row.get('sourcedId'),
    title: row.get('title'),
    max: row.get('resultValueMax'),
    min: row.get('resultValueMin'),
    dueOn: row.get('dueDate'),
    gone: row.gone,
  };
}

/** Objectives by what they belong to, each competency once. */
function gathered(rows: readonly SheetRow[], owner: string): ReadonlyMap<string, readonly Mark[]> {
  const marks = new Map<string, Mark[]>();
  for (const row of rows) {
    const competency = guidIn(row.get('learningObjectiveId'));
    const score = row.get('score') || row.get('textScore');
    const mark = { competency, score, possible: '', least: '' };
    const known = marks.get(row.get(owner));
    if (known === undefined) marks.set(row.get(owner), [mark]);
    else if (!known.some((one) => one.competency.toLowerCase() === competency.toLowerCase()))
      known.push(mark);
  }
  return marks;
}
