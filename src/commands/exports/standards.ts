/** `pl export standards`: one row a competency or heading, then the policy keys that any has of its own. */
import { fullCode, ownCode } from '../../core/matching/competencies.js';
import type { Competency, Id } from '../../core/model.js';
import { isPolicyKey, POLICY_KEYS, writePolicyValue } from '../../core/policy.js';
import { writeLevels } from '../../core/scale-text.js';
import type { Standards } from '../../core/standards.js';
import type { Value } from '../../output/csv.js';
import { loadLinks, loadStandards, type StoredLink } from '../../store/standards.js';
import { type Asked, competenciesAsked, type ExportTable } from './exporter.js';

export function exportStandards(asked: Asked): ExportTable {
  const standards = loadStandards(asked.book, asked.view);
  const said = loadLinks(asked.book, asked.view);
  const scope = competenciesAsked(asked, standards);
  const own = standards.policies.filter(({ competency }) => competency !== null);
  const keys = POLICY_KEYS.filter((key) => own.some((setting) => setting.key === key));
  const written = scope === null ? null : withAncestors(standards, scope);
  const wanted = standards.ordered.filter(({ id }) => written === null || written.has(id));
  const settingOf = (one: Competency, key: string) => {
    const setting = own.find((other) => other.competency === one.id && other.key === key);
    return setting === undefined || !isPolicyKey(key) ? null : writePolicyValue(key, setting.value);
  };
  const rows = wanted.map((one): Value[] => [
    ...standardCells(standards, said, one),
    ...keys.map((key) => settingOf(one, key)),
  ]);
  return { columns: [...COLUMNS, ...keys], rows };
}

const COLUMNS = [
  'framework',
  'code',
  'statement',
  'label',
  'parent',
  'type',
  'grade',
  'subject',
  'order',
  'assessable',
  'essential',
  'requires',
  'guid',
  'scale',
  'rule',
  'points',
  'required',
];

function standardCells(
  standards: Standards,
  said: readonly StoredLink[],
  one: Competency,
): Value[] {
  const requires = said
    .filter(
      ({ target, kind, via }) => target === one.id && kind === 'requires' && via === 'standards',
    )
    .map(({ source }) => codeBeside(standards, one, source));
  return [
    standards.frameworkName(one),
    one.code,
    one.statement,
    one.label,
    one.parent === null ? null : codeBeside(standards, one, one.parent),
    one.type,
    one.grade,
    one.subject,
    one.order,
    yesNo(one.assessable),
    yesNo(one.essential),
    [...new Set(requires)].join(';'),
    one.guid,
    scaleCell(standards, one),
    one.rule,
    one.points,
    yesNo(one.required),
  ];
}

/** With the headings over them, so that each parent is in the file. */
function withAncestors(standards: Standards, scope: ReadonlySet<Id>): ReadonlySet<Id> {
  const found = new Set<Id>();
  for (const id of scope) {
    let at: Id | null = id;
    while (at !== null && !found.has(at)) {
      found.add(at);
      at = standards.competencies.get(at)?.parent ?? null;
    }
  }
  return found;
}

/** The levels written out: a gradebook in which they do not stand would not know the name. */
function scaleCell({ scales }: Standards, one: Competency): string | null {
  const own = scales.find(({ id }) => id === one.scale);
  return own === undefined ? null : writeLevels(own.levels);
}

/** The code of another competency in the row of one: with its framework where that is another. */
function codeBeside(standards: Standards, one: Competency, id: Id): string {
  const other = standards.competencies.get(id);
  if (other === undefined) return '';
  return other.framework === one.framework ? ownCode(standards, other) : fullCode(standards, other);
}

function yesNo(value: boolean | null): string | null {
  return value === null ? null : value ? 'yes' : 'no';
}
