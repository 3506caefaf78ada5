/**
 * The Achievement Standards Network, in its two forms of JSON: RDF/JSON (each statement under its
 * address, with predicates as addresses), and the manifest (statements nested in each other).
 */
import { isObject } from '../json-values.js';
import { readManifest } from './asn-manifest.js';
import { readRdf } from './asn-rdf.js';
import type { StandardsFormat } from './format.js';
import { type InJson, readAsJson } from './json-standards.js';

const NAMES: Readonly<Record<string, string>> = {
  code: 'statementNotation',
  statement: 'description',
  guid: 'id',
  parent: 'isChildOf',
  type: 'statementLabel',
  grade: 'educationLevel',
};

/** In its two forms of JSON. */
const statementsIn: InJson = (file, faults) => {
  const { value } = file;
  const isRdf = isObject(value) && Object.keys(value).some((key) => /^https?:\/\//.test(key));
  const found = isRdf ? readRdf(value, file, faults) : readManifest(value, file, faults);
  if (found.records.length > 0) return found;
  return { code: 'no_standards', message: 'this holds no statements of ASN' };
};

export const ASN: StandardsFormat = {
  name: 'asn',
  title: 'Achievement Standards Network (JSON)',
  many: false,
  recognise: ([file]) => {
    const start = file?.start.replaceAll('\0', '') ?? '';
    if (!/^\W{0,4}\s*[{[]/.test(start) || start.includes('"CFDocument"')) return null;
    if (/"asn_\w+"\s*:/.test(start)) return 'it has keys such as "asn_statementNotation"';
    return /"https?:\/\/purl\.org\/(?:ASN|gem)\//i.test(start)
      ? 'its predicates are those of ASN'
      : null;
  },
  read: readAsJson(statementsIn, NAMES),
};
