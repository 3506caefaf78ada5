/** What a file looks like that was given to the wrong import: a roster among standards, and so on. */
import { EVIDENCE_FORMATS } from '../../formats/evidence/index.js';
import { type Glimpse, NATIVE, type Signs } from '../../formats/format.js';
import type { Member } from '../../formats/member.js';
import { normalHeader } from '../../formats/names.js';
import { ROSTER_FORMATS } from '../../formats/rosters/index.js';
import { STANDARDS_FORMATS } from '../../formats/standards/index.js';
import { glimpseOf } from './batches.js';
import type { ImportKind } from './flags.js';

/** The formats of each kind beside the CSV of `pl` itself. */
export const FORMATS: Readonly<Record<ImportKind, readonly Signs[]>> = {
  roster: ROSTER_FORMATS,
  standards: STANDARDS_FORMATS,
  evidence: EVIDENCE_FORMATS,
  links: [],
  pathways: [],
  groups: [],
};

/** Another kind that the files look like, in the keys of JSON. */
export interface Likeness {
  readonly kind: ImportKind;
  readonly format: string;
  readonly title: string;
}

/** The first other kind as which the files would be read; null: none. */
export function likenessOf(kind: ImportKind, members: readonly Member[]): Likeness | null {
  const files = members.map(glimpseOf);
  for (const [other, formats] of Object.entries(FORMATS) as [ImportKind, readonly Signs[]][]) {
    if (other === kind) continue;
    const format = formats.find((one) => fits(one, files));
    if (format !== undefined) return { kind: other, format: format.name, title: format.title };
  }
  const native = NATIVE_SIGNS.find(
    (signs) => signs.kind !== kind && files.length > 0 && files.every((file) => has(file, signs)),
  );
  if (native === undefined) return null;
  return { kind: native.kind, format: NATIVE, title: `a file of ${native.kind}` };
}

function fits(format: Signs, files: readonly Glimpse[]): boolean {
  if (format.many) return format.recognise(files) !== null;
  return files.length > 0 && files.every((file) => format.recognise([file]) !== null);
}

/** Columns that together belong to one kind: one of each group. */
const NATIVE_SIGNS: readonly {
  readonly kind: ImportKind;
  readonly columns: readonly (readonly string[])[];
}[] = [
  { kind: 'pathways', columns: [['pathway'], ['stage'], ['competency']] },
  { kind: 'groups', columns: [['studentid'], ['group'], ['value']] },
  { kind: 'evidence', columns: [['studentid', 'student'], ['competency'], ['score', 'level']] },
  { kind: 'standards', columns: [['code'], ['statement']] },
  { kind: 'standards', columns: [['source'], ['target'], ['relationship']] },
  { kind: 'roster', columns: [['studentid'], ['lastname', 'name'], ['section', 'grade']] },
];

function has(file: Glimpse, { columns }: (typeof NATIVE_SIGNS)[number]): boolean {
  const headers = new Set(file.headers.map(normalHeader));
  return columns.every((group) => group.some((name) => headers.has(name)));
}
