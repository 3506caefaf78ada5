/** What a newer version of a framework brings: what appeared, what changed, what is no longer in it. */
import { groupBy } from '../grouping.js';
import { ownCode } from '../matching/competencies.js';
import type { Standards } from '../standards.js';
import { frameworkCalled } from './codes.js';
import type { Faults } from './records.js';
import { type Ref, refText } from './refs.js';
import type { PlannedCompetency } from './standards-facts.js';
import type { PlannedLink } from './standards-links-said.js';
import type { PlannedPolicy } from './standards-policies.js';

/** Codes, in the order of the file or of the framework. */
export interface News {
  readonly appeared: readonly string[];
  readonly changed: readonly ChangedCode[];
  readonly vanished: readonly string[];
}

/** A competency that says something else now, and which of its facts. */
export interface ChangedCode {
  readonly code: string;
  readonly facts: readonly string[];
}

/** How many vanished ones are named in the warning. */
const NAMED = 10;

/**
 * The news of a file that says all of the framework called `whole`, or of single competencies (null): then
 * nothing vanishes. Null where all frameworks of the file are new. What vanished is kept, with a warning
 * that names what replaces it.
 */
export function newsOf(
  whole: string | null,
  planned: readonly PlannedCompetency[],
  policies: readonly PlannedPolicy[],
  links: readonly PlannedLink[],
  standards: Standards,
  faults: Faults,
): News | null {
  const stood = new Set(standards.ordered.map(({ framework }) => refText({ id: framework })));
  const told = planned.filter(({ facts }) => stood.has(refText(facts.framework)));
  const framework = whole === null ? null : frameworkCalled(standards, whole);
  const isKnown = framework !== null && stood.has(refText({ id: framework.id }));
  if (whole === null ? told.length === 0 : !isKnown) return null;
  const inFile = new Set(planned.map(({ ref }) => refText(ref)));
  const vanished = standards.ordered.filter(
    (one) => one.framework === framework?.id && !inFile.has(refText({ id: one.id })),
  );
  const nameOf = namer(planned, standards);
  if (vanished.length > 0) {
    const replaced = groupBy(
      links.filter(({ word }) => word === 'replacedBy'),
      ({ source }) => refText(source),
    );
    const names = vanished.slice(0, NAMED).map((one) => {
      const by = replaced.get(refText({ id: one.id })) ?? [];
      const code = ownCode(standards, one);
      return by.length === 0
        ? code
        : `${code} (replaced by ${by.map(({ target }) => nameOf(target)).join(', ')})`;
    });
    const more = vanished.length > NAMED ? ', …' : '';
    const message = `${vanished.length} of the framework ${vanished.length === 1 ? 'is' : 'are'} no longer in this file and kept: ${names.join(', ')}${more}`;
    faults.warning(1, null, 'vanished', message);
  }
  return {
    appeared: told.filter(({ isNew }) => isNew).map(({ ref }) => nameOf(ref)),
    changed: changedCodes(told, policies, standards, nameOf),
    vanished: vanished.map((one) => ownCode(standards, one)),
  };
}

/** Another place among its neighbours is no news, nor that what could be recorded on is now said to be. */
function changedCodes(
  planned: readonly PlannedCompetency[],
  policies: readonly PlannedPolicy[],
  standards: Standards,
  nameOf: (ref: Ref) => string,
): ChangedCode[] {
  const rules = groupBy(policies, ({ competency }) => refText(competency));
  const parents = new Set(
    planned.flatMap(({ facts: { parent } }) => (parent === null ? [] : [refText(parent)])),
  );
  const isNews = ({ ref, facts }: PlannedCompetency, fact: string) => {
    const before = 'id' in ref ? standards.competencies.get(ref.id) : undefined;
    if (fact !== 'assessable' || before === undefined) return fact !== 'order';
    const after = facts.assessable ?? !parents.has(refText(ref));
    return after !== standards.assessable(before);
  };
  return planned.flatMap((one) => {
    if (one.isNew) return [];
    const set = (rules.get(refText(one.ref)) ?? []).map(({ key }) => key);
    const facts = [...one.differs.filter((fact) => isNews(one, fact)), ...set];
    return facts.length === 0 ? [] : [{ code: nameOf(one.ref), facts }];
  });
}

/** The code of a planned or standing competency. */
function namer(planned: readonly PlannedCompetency[], standards: Standards): (ref: Ref) => string {
  const codes = new Map(planned.map(({ ref, facts }) => [refText(ref), facts.code]));
  return (ref) => {
    const said = codes.get(refText(ref));
    if (said !== undefined) return said;
    const one = 'id' in ref ? standards.competencies.get(ref.id) : undefined;
    return one === undefined ? '' : ownCode(standards, one);
  };
}
