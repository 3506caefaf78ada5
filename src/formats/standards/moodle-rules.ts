/** How a Moodle competency is completed by those under it, as the rule of a heading. */
import type { Faults } from '../../core/importing/records.js';
import { jsonOf } from './moodle-json.js';

/** The cells of one competency that speak of its rule. */
export interface RuleCells {
  readonly line: number;
  readonly code: string;
  readonly parent: string;
  readonly exportedId: string;
  readonly type: string;
  readonly outcome: string;
  readonly config: string;
}

/** What a competency brings to the rule of what it lies under, and its own rule. */
export interface CarriedRule {
  readonly rule: string;
  readonly points: string;
  readonly required: string;
}

/** By code. Rules that Moodle does not act on, or that cannot be read, are warnings and not carried. */
export function carriedRules(
  rows: readonly RuleCells[],
  faults: Faults,
): ReadonlyMap<string, CarriedRule> {
  const rules = new Map<string, string>();
  const shares = new Map<string, Share>();
  const byExportedId = new Map(rows.map((row) => [row.exportedId, row]));
  byExportedId.delete('');
  for (const row of rows) {
    if (row.type === '') continue;
    const warn = (name: string, message: string) =>
      faults.warning(row.line, name, 'rule_not_carried', `${message}: the rule is not taken over`);
    if (row.outcome === '' || row.outcome === '0')
      warn('rule_outcome', 'the outcome of the rule is none, so that it does nothing there');
    else if (/competency_rule_all$/.test(row.type)) rules.set(row.code, 'all');
    else if (!/competency_rule_points$/.test(row.type))
      warn('rule', `"${row.type}" is neither competency_rule_all nor competency_rule_points`);
    else {
      const points = readPoints(row, byExportedId);
      if (typeof points === 'string') {
        warn('rule_config', points);
        continue;
      }
      rules.set(row.code, `points ${points.base}`);
      for (const share of points.shares) shares.set(share.code, share);
    }
  }
  return new Map(
    rows.map(({ code }) => {
      const share = shares.get(code);
      const points = share === undefined ? '' : String(share.points);
      const required = share === undefined ? '' : share.required ? 'yes' : 'no';
      return [code, { rule: rules.get(code) ?? '', points, required }];
    }),
  );
}

interface Share {
  readonly code: string;
  readonly points: number;
  readonly required: boolean;
}

/** A text says why not. */
function readPoints(
  row: RuleCells,
  byExportedId: ReadonlyMap<string, RuleCells>,
): { readonly base: number; readonly shares: readonly Share[] } | string {
  const config = jsonOf(row.config);
  if (!isConfig(config)) return 'its configuration is no JSON with points and competencies';
  const base = Number(config.base.points);
  if (!(base >= 1)) return `it asks for ${base} points`;
  const shares: Share[] = [];
  for (const one of config.competencies) {
    const child = byExportedId.get(String(one.id));
    if (child === undefined) return `no competency of this file has the exported id ${one.id}`;
    if (child.parent !== row.code) return `"${child.code}" does not lie right under "${row.code}"`;
    const points = Number(one.points);
    if (!(points >= 0)) return `"${child.code}" has no points in it`;
    shares.push({
      code: child.code,
      points,
      required: ['1', 'true'].includes(String(one.required)),
    });
  }
  return { base, shares };
}

interface PointsConfig {
  readonly base: { readonly points: unknown };
  readonly competencies: readonly {
    readonly id: unknown;
    readonly points: unknown;
    readonly required?: unknown;
  }[];
}

function isConfig(value: unknown): value is PointsConfig {
  if (typeof value !== 'object' || value === null) return false;
  const { base, competencies } = value as Partial<Record<string, unknown>>;
  const isObject = (one: unknown) => typeof one === 'object' && one !== null;
  return isObject(base) && Array.isArray(competencies) && competencies.every(isObject);
}
