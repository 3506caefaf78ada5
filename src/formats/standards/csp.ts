/** A set of the Common Standards Project (JSON): standards under their ids, with parent and position. */
import { guidIn } from '../../core/importing/guids.js';
import {
  type AssociationRecord,
  type Faults,
  faultsOf,
  type StandardsRecord,
} from '../../core/importing/records.js';
import { type JsonFile, jsonProblem, readJson } from '../json-file.js';
import {
  firstText,
  isObject,
  type JsonObject,
  joinedText,
  listIn,
  objectIn,
  textIn,
} from '../json-values.js';
import type { Member } from '../member.js';
import type { ReadStandards } from '../native/standards.js';
import type { StandardsFormat } from './index.js';
import { blankRecord, refuseBroken, wholeFile, withParentsInside } from './json-standards.js';

const SIGN = /"(?:ancestorIds|statementNotation|jurisdiction|standardSets)"\s*:/;

export const CSP: StandardsFormat = {
  name: 'csp',
  title: 'Common Standards Project (JSON)',
  many: false,
  recognise: ([file]) => {
    const start = file?.start.replaceAll('\0', '') ?? '';
    if (!/^\W{0,4}\s*\{/.test(start) || start.includes('"CFDocument"')) return null;
    const sets = /"(?:standards|standardSets)"\s*:/.test(start);
    return sets && SIGN.test(start)
      ? 'it has "standards" with ids, as the project sends them'
      : null;
  },
  read: readSet,
};

const NAMES: Readonly<Record<string, string>> = {
  code: 'statementNotation',
  statement: 'description',
  guid: 'id',
  parent: 'parentId',
  type: 'statementLabel',
  order: 'position',
  grade: 'educationLevels',
};

function readSet(member: Member): ReadStandards {
  const source = { file: member.path, header: (field: string) => NAMES[field] ?? field };
  const file = readJson(member);
  if ('problem' in file) return wholeFile(source, [file.problem], null);
  const all = objectIn(file.value);
  const set = isObject(all.data) ? all.data : all;
  const standards = Array.isArray(set.standards)
    ? set.standards
    : Object.values(objectIn(set.standards));
  if (!isObject(set.standards) && !Array.isArray(set.standards)) {
    const message =
      'this has no standards: download one set (…/api/v1/standard_sets/ID), not the list of them';
    return wholeFile(source, [jsonProblem(member.path, 1, message, 'no_standards')], null);
  }
  const faults = faultsOf(source);
  const [subject, grade] = [textIn(set.subject), joinedText(set.educationLevels, ',')];
  const read = recordsOf(standards, file, faults);
  const records = read.records.map((one) => ({ ...one, subject, grade }));
  const framework = { name: nameOf(set), guid: guidIn(firstText(set, 'id')) };
  const inside = withParentsInside(records, faults);
  return wholeFile(source, faults.problems, framework, inside, read.links);
}

/** A set is one grade of a subject: its title alone says only the grade. */
function nameOf(set: JsonObject): string {
  const [title, subject] = [textIn(set.title).trim(), textIn(set.subject).trim()];
  const isSaid = title.toLowerCase().includes(subject.toLowerCase());
  return isSaid ? title : title === '' ? subject : `${subject}, ${title}`;
}

function recordsOf(standards: readonly unknown[], file: JsonFile, faults: Faults) {
  const lineOf = file.lineFinder(['id'], 'standards');
  const links: AssociationRecord[] = [];
  const records = standards.flatMap((value): StandardsRecord[] => {
    const one = objectIn(value);
    const guid = guidIn(firstText(one, 'id'));
    const line = lineOf(firstText(one, 'id'));
    if (guid === '') {
      faults.error(line, 'guid', 'missing_guid', 'a standard without an id');
      return [];
    }
    for (const target of listIn(one.exactMatch).map(textIn)) {
      if (target === '') continue;
      links.push({ line, source: guid, target, word: 'exactMatchOf', title: '' });
    }
    const record: StandardsRecord = {
      ...blankRecord(line, guid),
      code: firstText(one, 'statementNotation', 'altStatementNotation').trim(),
      statement: firstText(one, 'description', 'statementLabel'),
      type: firstText(one, 'statementLabel'),
      parent: guidIn(textIn(one.parentId) || textIn(listIn(one.ancestorIds)[0])),
      order: textIn(one.position),
    };
    refuseBroken(record, faults);
    return [record];
  });
  return { records, links };
}
