/** A competency as an item of a CASE package. */
import type { Competency } from '../../core/model.js';
import { isPolicyKey, writePolicyValue } from '../../core/policy.js';
import { writeLevels } from '../../core/scale-text.js';
import type { Standards } from '../../core/standards.js';

interface ItemFacts {
  readonly identifier: string;
  readonly document: object;
  /** The instant of its last change. */
  readonly changed: string;
  /** Its place among what lies under the same parent, from 1. */
  readonly place: number;
}

/** Keys without a value are left out; the guid that stands in for a code is none. */
export function caseItem(standards: Standards, one: Competency, facts: ItemFacts): object {
  const { identifier, document, changed, place } = facts;
  const code = one.guid !== null && one.code === one.guid ? null : one.code;
  const own = ownFacts(standards, one, identifier, place);
  return said({
    identifier,
    fullStatement: one.statement,
    CFItemType: one.type,
    uri: `urn:uuid:${identifier}`,
    humanCodingScheme: code,
    abbreviatedStatement: one.label,
    educationLevel: one.grade?.split(',') ?? null,
    subject: one.subject === null ? null : [one.subject],
    CFDocumentURI: document,
    lastChangeDateTime: changed,
    extensions: Object.keys(own).length === 0 ? null : { pl: own },
  });
}

/** What CASE has no word for. */
function ownFacts(
  standards: Standards,
  one: Competency,
  identifier: string,
  place: number,
): object {
  const scale = one.scale ?? standards.frameworks.get(one.framework)?.scale ?? null;
  const levels = standards.scales.find(({ id }) => id === scale)?.levels ?? null;
  const policy = standards.policies.flatMap(({ competency, key, value }) =>
    competency === one.id && isPolicyKey(key) ? [[key, writePolicyValue(key, value)] as const] : [],
  );
  return said({
    guid: one.guid !== null && one.guid !== identifier ? one.guid : null,
    order: one.order === place ? null : String(one.order ?? ''),
    assessable: one.assessable === null ? null : one.assessable ? 'yes' : 'no',
    essential: one.essential ? 'yes' : null,
    scale: levels === null ? null : writeLevels(levels),
    rule: one.rule,
    points: one.points,
    required: one.required === null ? null : one.required ? 'yes' : 'no',
    policy: policy.length === 0 ? null : Object.fromEntries(policy),
  });
}

function said(object: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}
