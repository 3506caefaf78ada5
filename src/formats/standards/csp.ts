/** A set of the Common Standards Project (JSON): standards under their ids, with parent and position. */
import { guidIn } from '../../core/importing/guids.js';
import type { AssociationRecord, Faults, StandardsRecord } from '../../core/importing/records.js';
import type { JsonFile } from '../json-file.js';
import {
  firstText,
  isObject,
  type JsonObject,
  joinedText,
  listIn,
  objectIn,
  textIn,
} from '../json-values.js';
import type { StandardsFormat } from './format.js';
import { blankRecord, type InJson, readAsJson, refuseBroken } from './json-standards.js';

const SIGN = /"(?:ancestorIds|statementNotation|jurisdiction|standardSets)"\s*:/;

const NAMES: Readonly<Record<string, string>> = {
  code: 'statementNotation',
  statement: 'description',
  guid: 'id',
  parent: 'parentId',
  type: 'statementLabel',
  order: 'position',
  grade: 'educationLevels',
};

const setIn: InJson = (file, faults) => {
  const all = objectIn(file.value);
  const set = isObject(all.data) ? all.data : all;
  if (!isObject(set.standards) && !Array.isArray(set.standards)) {
    const message =
      'this has no standards: download one set (…/api/v1/standard_sets/ID), not the list of them';
    return { code: 'no_standards', message };
  }
  const standards = Array.isArray(set.standards) ? set.standards : Object.values(set.standards);
  const [subject, grade] = [textIn(set.subject), joinedText(set.educationLevels, ',')];
  const { records, links } = recordsOf(standards, file, faults);
  return {
    framework: { name: nameOf(set), guid: guidIn(firstText(set, 'id')) },
    records: records.map((one) => ({ ...one, subject, grade })),
    links,
  };
};

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
  read: readAsJson(setIn, NAMES),
};

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
