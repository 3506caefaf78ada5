/**
 * CASE packages (1EdTech Competencies and Academic Standards Exchange, 1.0 and 1.1): a document, its items,
 * and associations that say who lies under whom and what comes first. What published files do otherwise
 * is taken as it is meant, with warnings.
 */
import { guidIn } from '../../core/importing/guids.js';
import type { Glimpse } from '../format.js';
import {
  firstText,
  isObject,
  type JsonObject,
  joinedText,
  listIn,
  objectIn,
  textIn,
} from '../json-values.js';
import { readAssociations } from './case-associations.js';
import { OWN, readItems } from './case-items.js';
import type { StandardsFormat } from './format.js';
import { type InJson, readAsJson } from './json-standards.js';

/** What CASE calls a field of `pl`. */
const NAMES: Readonly<Record<string, string>> = {
  code: 'humanCodingScheme',
  statement: 'fullStatement',
  guid: 'identifier',
  parent: 'isChildOf',
  requires: 'precedes',
  type: 'CFItemType',
  order: 'sequenceNumber',
  grade: 'educationLevel',
  label: 'abbreviatedStatement',
  association: 'associationType',
  framework: 'CFDocument',
  source: 'originNodeURI',
  target: 'destinationNodeURI',
};

const frameworkIn: InJson = (file, faults) => {
  const found = packageIn(file.value);
  if (typeof found === 'string') return { code: 'no_package', message: found };
  const document = objectIn(found.CFDocument);
  const guid = guidIn(firstText(document, 'identifier', 'sourcedId', 'uri'));
  const own = objectIn(objectIn(document.extensions)[OWN]);
  const subject = joinedText(document.subject, ', ');
  const items = readItems(found, subject, file, faults);
  const { records, links } = readAssociations(found, { guid, items }, file, faults);
  if (firstText(document, 'adoptionStatus').toLowerCase() === 'deprecated') {
    const message = 'the document is deprecated: a newer one may have taken its place';
    faults.warning(1, 'adoptionStatus', 'deprecated', message);
  }
  if (listIn(found.CFItems).length === 0)
    faults.warning(1, 'CFItems', 'no_items', 'the package has no items');
  const name = firstText(document, 'title').trim() || guid;
  return { framework: { name, guid: textIn(own.guid) || guid }, records, links };
};

export const CASE_FORMATS: readonly StandardsFormat[] = ['1.0', '1.1'].map((version) => ({
  name: `case-${version}`,
  title: `CASE ${version} (JSON)`,
  many: false,
  recognise: ([file]) => (file !== undefined && versionOf(file) === version ? whyOf(file) : null),
  read: readAsJson(frameworkIn, NAMES),
}));

const KEYS = /"(CFPackage|CFDocuments?|CFItems?|CFAssociations?|CFPackageURI)"\s*:/;

/** Null: no CASE file. */
function versionOf({ start }: Glimpse): '1.0' | '1.1' | null {
  const plain = start.replaceAll('\0', '');
  if (!/^[^{["]{0,4}\s*[{[]/.test(plain) || !KEYS.test(plain)) return null;
  return /"caseVersion"\s*:\s*"1\.1"|\/case\/v1p1\/|"frameworkType"\s*:/.test(plain)
    ? '1.1'
    : '1.0';
}

function whyOf(file: Glimpse): string {
  const key = KEYS.exec(file.start.replaceAll('\0', ''))?.[1] ?? '';
  return `it has "${key}"${versionOf(file) === '1.1' ? ' and says 1.1' : ''}`;
}

/** The package in a file, wrapped or bare; else what is wrong with the file. */
function packageIn(value: unknown): JsonObject | string {
  if (!isObject(value)) {
    return 'this is a list, not a package: download the package of one framework (…/CFPackages/IDENTIFIER)';
  }
  const found = objectIn(value.CFPackage ?? value.data ?? value);
  if (Array.isArray(found.CFDocuments)) {
    return 'this is the list of frameworks: download the package of one of them (…/CFPackages/IDENTIFIER)';
  }
  if (isObject(found.CFDocument)) return found;
  const what =
    found.CFPackageURI === undefined ? 'these are items or associations' : 'this is one document';
  return `${what} without a CFDocument and its items: download the package (…/CFPackages/IDENTIFIER)`;
}
