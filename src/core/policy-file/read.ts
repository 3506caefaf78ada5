/** Reading the words of a policy file against the gradebook: every fault is said, with its line and key. */

import type { Faults } from '../importing/records.js';
import { codeIndex } from '../matching/competencies.js';
import { closest } from '../matching/suggest.js';
import type { Id } from '../model.js';
import type { Place } from '../policy-place.js';
import { frameworkNamed } from '../scope.js';
import type { Standards } from '../standards.js';
import type { FileNode, MapEntry } from './nodes.js';
import { readScales } from './read-scales.js';
import { readSettings } from './read-settings.js';
import { entriesOf, knownEntries, sayUnknown, textAt } from './shapes.js';
import type { Wanted, WantedSetting, WantedUse } from './wanted.js';

const TOP = ['default_scale', 'scales', 'policy', 'from', 'frameworks'] as const;
const FRAMEWORK = ['scale', 'policy', 'from', 'competencies'] as const;
const COMPETENCY = ['scale', 'policy', 'from'] as const;

/** What the file says; what cannot be read is left out and is among the faults. */
export function readPolicyFile(root: FileNode, standards: Standards, faults: Faults): Wanted {
  const top = knownEntries(root, null, TOP, faults);
  const scales = readScales(top.get('scales'), top.get('default_scale'), root.line, faults);
  const areScalesRead = faults.errors() === 0;
  const uses = { frameworks: [] as WantedUse[], competencies: [] as WantedUse[] };
  const settings: WantedSetting[] = [];
  const unread: Place[] = [];
  const say = (place: Place, of: Entries) => {
    const read = readSettings(place, of.get('policy'), of.get('from'), faults);
    settings.push(...read.settings);
    if (read.isDoubtful) unread.push(place);
  };
  const use = (list: WantedUse[], of: Id, entry: MapEntry | undefined) => {
    const name = entry === undefined ? null : textAt(entry, 'the name of a scale', faults);
    if (entry === undefined || name === null) return;
    const known = scales.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (known !== undefined) list.push({ of, scale: name.toLowerCase(), line: entry.line });
    else {
      const names = scales.map((one) => one.name);
      sayUnknown(entry, 'scale', name, names, 'unknown_scale', faults);
    }
  };

  say({ framework: null, competency: null }, top);
  for (const { id, entry } of frameworksIn(top.get('frameworks'), standards, faults)) {
    const own = knownEntries(entry.value, entry.key, FRAMEWORK, faults);
    use(uses.frameworks, id, own.get('scale'));
    say({ framework: id, competency: null }, own);
    for (const one of competenciesIn(own.get('competencies'), id, standards, faults)) {
      const said = knownEntries(one.entry.value, one.entry.key, COMPETENCY, faults);
      use(uses.competencies, one.id, said.get('scale'));
      say({ framework: null, competency: one.id }, said);
    }
  }
  return { scales, ...uses, settings, unread, areScalesRead };
}

type Entries = ReadonlyMap<string, MapEntry>;

interface Found {
  readonly id: Id;
  readonly entry: MapEntry;
}

function frameworksIn(
  section: MapEntry | undefined,
  standards: Standards,
  faults: Faults,
): Found[] {
  const names = [...standards.frameworks.values()].map(({ name }) => name);
  return onceEach(
    entriesOf(section, faults).flatMap((entry): Found[] => {
      const framework = frameworkNamed(standards, entry.key);
      if (framework !== null) return [{ id: framework.id, entry }];
      sayUnknown(entry, 'framework', entry.key, names, 'unknown_framework', faults);
      return [];
    }),
    faults,
  );
}

function competenciesIn(
  section: MapEntry | undefined,
  framework: Id,
  standards: Standards,
  faults: Faults,
): Found[] {
  const name = standards.frameworks.get(framework)?.name ?? '';
  const find = section === undefined ? () => [] : codeIndex(standards);
  return onceEach(
    entriesOf(section, faults).flatMap((entry): Found[] => {
      const one = find(entry.key, name).find((found) => found.framework === framework);
      if (one !== undefined) return [{ id: one.id, entry }];
      sayUnknownCode(entry, name, framework, standards, faults);
      return [];
    }),
    faults,
  );
}

/** A framework has too many codes to name: the nearest is. */
function sayUnknownCode(
  { key, line }: MapEntry,
  name: string,
  framework: Id,
  standards: Standards,
  faults: Faults,
): void {
  const codes = standards.ordered.filter((one) => one.framework === framework);
  const [near] = closest(key.toLowerCase(), codes, ({ code }) => [code.toLowerCase()]);
  const meant = near === undefined ? '' : `; did you mean "${near.code}"?`;
  const message = `there is no competency "${key}" in framework "${name}"${meant}`;
  faults.error(line, key, 'unknown_competency', message);
}

/** Two spellings of one name would say two things of it. */
function onceEach(found: readonly Found[], faults: Faults): Found[] {
  const first = new Map<Id, MapEntry>();
  return found.filter(({ id, entry }) => {
    const before = first.get(id);
    if (before === undefined) {
      first.set(id, entry);
      return true;
    }
    const message = `"${entry.key}" stands already on line ${before.line}`;
    faults.error(entry.line, entry.key, 'duplicate_key', message);
    return false;
  });
}
