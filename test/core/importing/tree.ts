/** Standards after a plan: what writing it would leave standing, for planning the same file again. */
import type { Ref } from '../../../src/core/importing/refs.js';
import type { StandardsLedger, StandardsPlan } from '../../../src/core/importing/standards.js';
import type { Competency, Framework, Id, PolicySetting } from '../../../src/core/model.js';
import { standardsOf } from '../../../src/core/standards.js';
import type { Book } from '../../support/book.js';

/** The ledger of a book; these codes have evidence, these links came from a file of links. */
export function ledgerOf(book: Book, evidence: readonly string[] = []): StandardsLedger {
  const shown = new Set(evidence.map((code) => book.competency(code).id));
  return {
    standards: book.standards,
    links: book.standards.links.map((link) => ({ ...link, via: 'standards' })),
    settings: book.standards.policies.map((one) => ({ ...one, startsOn: null })),
    hasEvidence: (id) => shown.has(id),
  };
}

export function applied(ledger: StandardsLedger, plan: StandardsPlan): StandardsLedger {
  const { standards } = ledger;
  const ids = new Map<string, Id>();
  let last = Math.max(0, ...standards.frameworks.keys(), ...standards.competencies.keys(), 1000);
  const known = (ref: Ref): Id => {
    if ('id' in ref) return ref.id;
    if (!ids.has(ref.key)) ids.set(ref.key, ++last);
    return ids.get(ref.key) ?? 0;
  };
  const frameworks = plan.frameworks.map(
    ({ before, name, guid }): Framework => ({
      id: before?.id ?? known({ key: name.toLowerCase() }),
      name,
      guid,
      scale: before?.scale ?? null,
    }),
  );
  const changed = plan.competencies.map(
    ({ ref, facts }): Competency => ({
      ...facts,
      id: known(ref),
      framework: known(facts.framework),
      parent: facts.parent === null ? null : known(facts.parent),
      scale: facts.scale === null ? null : known(facts.scale),
    }),
  );
  const policies = plan.policies.map(
    ({ competency, key, value }): PolicySetting => ({
      framework: null,
      competency: known(competency),
      key,
      value,
    }),
  );
  const said = new Set(policies.map(({ competency, key }) => `${competency} ${key}`));
  const dropped = new Set(
    plan.links.dropped.map(({ source, target, kind }) => `${source} ${target} ${kind}`),
  );
  const links = [
    ...ledger.links.filter(
      ({ source, target, kind, via }) =>
        via === 'links' || !dropped.has(`${source} ${target} ${kind}`),
    ),
    ...plan.links.added.map(({ source, target, kind, word }) => ({
      source: known(source),
      target: known(target),
      kind,
      word,
      via: 'standards' as const,
    })),
  ];
  const ofChanged = new Set(changed.map(({ id }) => id));
  return {
    ...ledger,
    links,
    outside: [
      ...(ledger.outside ?? []).filter((link) => !plan.links.outside.ended.includes(link)),
      ...plan.links.outside.added.map(({ ref, word, target, title, outward }) => ({
        competency: known(ref),
        word,
        target,
        title: title === '' ? null : title,
        outward,
      })),
    ],
    settings: [
      ...ledger.settings.filter(({ competency, key }) => !said.has(`${competency} ${key}`)),
      ...policies.map((one) => ({ ...one, startsOn: null })),
    ],
    standards: standardsOf({
      frameworks: [
        ...[...standards.frameworks.values()].filter(
          ({ id }) => !frameworks.some((f) => f.id === id),
        ),
        ...frameworks,
      ],
      competencies: [
        ...[...standards.competencies.values()].filter(({ id }) => !ofChanged.has(id)),
        ...changed,
      ],
      links,
      scales: [
        ...standards.scales,
        ...plan.scales.map((one) => ({ ...one, id: known({ key: one.name.toLowerCase() }) })),
      ],
      policies: [
        ...standards.policies.filter(({ competency, key }) => !said.has(`${competency} ${key}`)),
        ...policies,
      ],
    }),
  };
}
