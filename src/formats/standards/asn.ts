/**
 * The Achievement Standards Network, in its two forms of JSON: RDF/JSON (each statement under its
 * address, with predicates as addresses), and the manifest (statements nested in each other).
 */
import { faultsOf } from '../../core/importing/records.js';
import { jsonProblem, readJson } from '../json-file.js';
import { isObject } from '../json-values.js';
import type { Member } from '../member.js';
import type { ReadStandards } from '../native/standards.js';
import { readManifest } from './asn-manifest.js';
import { readRdf } from './asn-rdf.js';
import type { StandardsFormat } from './index.js';
import { wholeFile, withParentsInside } from './json-standards.js';

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
  read: readAsn,
};

const NAMES: Readonly<Record<string, string>> = {
  code: 'statementNotation',
  statement: 'description',
  guid: 'id',
  parent: 'isChildOf',
  type: 'statementLabel',
  grade: 'educationLevel',
};

function readAsn(member: Member): ReadStandards {
  const source = { file: member.path, header: (field: string) => NAMES[field] ?? field };
  const file = readJson(member);
  if ('problem' in file) return wholeFile(source, [file.problem], null);
  const faults = faultsOf(source);
  const { value } = file;
  const isRdf = isObject(value) && Object.keys(value).some((key) => /^https?:\/\//.test(key));
  const found = isRdf ? readRdf(value, file, faults) : readManifest(value, file, faults);
  if (found.records.length === 0) {
    const message = 'this holds no statements of ASN';
    return wholeFile(source, [jsonProblem(member.path, 1, message, 'no_standards')], null);
  }
  const records = withParentsInside(found.records, faults);
  return wholeFile(source, faults.problems, found.framework, records, found.links);
}
