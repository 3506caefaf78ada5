/** How a file of evidence is read, from the flags and the standards of the gradebook. */
import { PlError } from '../../core/errors.js';
import { fullCodes } from '../../core/importing/codes.js';
import { dateReader } from '../../core/importing/dates.js';
import { codeIndex } from '../../core/matching/competencies.js';
import { headerReader } from '../../core/matching/headers.js';
import { masteryLevel } from '../../core/scale.js';
import type { Standards } from '../../core/standards.js';
import type { EvidenceOptions } from '../../formats/native/evidence.js';
import type { HeaderCompetency } from '../../formats/native/evidence-wide.js';
import { cutsOf, valuesOf } from './evidence-levels.js';
import type { ImportFlags } from './flags.js';

/** Throws `PlError('not_found')` for a `--section` or `--framework` that is not there. */
export function evidenceOptions(
  standards: Standards,
  flags: ImportFlags,
  hasSection: (section: string) => boolean,
  gradebook: string,
): EvidenceOptions {
  const { date, kind, title, by, outOf, section, framework } = flags;
  checkFramework(standards, framework);
  if (section !== undefined && !hasSection(section)) {
    throw new PlError('not_found', `there is no section "${section}"`, 'pl sections');
  }
  const whole = { date, kind, title, by, possible: outOf, section, framework };
  const levels = standards.scales.flatMap((scale) => scale.levels.map(({ name }) => folded(name)));
  return {
    competencyOf: headerCompetency(standards, framework ?? null),
    dateOf: dateReader(flags.dateFormat ?? null),
    isLevel: (word) => levels.includes(folded(word)),
    masteryOf: masteryOf(standards),
    values: valuesOf(flags),
    cuts: cutsOf(flags),
    gradebook,
    whole: Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined)),
  };
}

/** The level that means mastery, and where the policy says that it begins. */
function masteryOf(standards: Standards): EvidenceOptions['masteryOf'] {
  const find = codeIndex(standards);
  return (code, framework) => {
    const found = find(code, framework === '' ? null : framework)[0];
    if (found === undefined) return [];
    const { scale, cut } = standards.yardstick(found);
    return [masteryLevel(scale).value, cut];
  };
}

function checkFramework(standards: Standards, framework: string | undefined): void {
  const names = [...standards.frameworks.values()].map(({ name }) => name);
  if (framework === undefined || names.some((name) => folded(name) === folded(framework))) return;
  const there = names.length === 0 ? 'there are none' : names.join(', ');
  throw new PlError('not_found', `there is no framework "${framework}": ${there}`);
}

function folded(word: string): string {
  return word.toLowerCase();
}

/** What a header names, with words for what cannot be recorded on. */
function headerCompetency(
  standards: Standards,
  framework: string | null,
): (header: string) => HeaderCompetency | null {
  const read = headerReader(standards, framework);
  return (header) => {
    const meaning = read(header);
    switch (meaning?.kind) {
      case undefined:
        return null;
      case 'competency':
        return { code: meaning.found.code, framework: standards.frameworkName(meaning.found) };
      case 'heading': {
        const message = `"${meaning.found.code}" is a heading: evidence goes on what lies under it`;
        return { fault: { code: 'heading', message } };
      }
      case 'ambiguous': {
        const names = fullCodes(standards, meaning.candidates);
        const message = `"${header}" fits several competencies: give a framework, or write ${names}`;
        return { fault: { code: 'ambiguous_competency', message } };
      }
      case 'near': {
        const meant = meaning.candidates.map(({ code }) => `"${code}"`).join(' or ');
        const message = `no competency is named "${header}"; did you mean ${meant}? (name the column so, or take it out)`;
        return { fault: { code: 'unknown_competency', message } };
      }
    }
  };
}
