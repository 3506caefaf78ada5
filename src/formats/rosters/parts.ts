/**
 * The files of a roster in several parts, found among those that were given, with their rows as
 * fields. A format says what its files are called and what their columns mean; what it knows and
 * never reads (passwords, birth dates …) it says as well.
 */
import type { Problem } from '../../core/errors.js';
import { type Faults, faultsOf } from '../../core/importing/records.js';
import type { Place, RosterField } from '../../core/importing/roster-set.js';
import { isError } from '../../core/importing/skipping.js';
import { faultProblem } from '../fault.js';
import { glimpse } from '../format.js';
import { matchColumns, normalHeader } from '../headers.js';
import type { Member } from '../member.js';
import { areHeaders } from '../names.js';
import { type TextTable, wholeTable } from '../table.js';
import { whyNoId } from './ids.js';
import { partOf } from './part-signs.js';

/** One kind of file of a format. */
export interface Part {
  /** As the format writes it: `StudentEnrollment.csv`. */
  readonly file: string;
  /** Its name in small letters alone; other spellings after it. */
  readonly stems: readonly string[];
  /** `yes`: without it the set cannot be read; `usual`: it can, with a warning. */
  readonly needed: 'yes' | 'usual' | 'no';
  /** Field → normalised headers, best first. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  /** Fields that must have a column, and a value in every row. */
  readonly needs: readonly string[];
  /** Of `fields`: ids, in which a number that a spreadsheet rounded is an error. */
  readonly ids: readonly string[];
  /** Normalised headers that the format has and that are not needed. */
  readonly known: readonly string[];
}

export interface PartRow extends Place {
  /** '' where the cell is blank or there is no such column. */
  readonly get: (field: string) => string;
  readonly faults: Faults;
}

export interface FoundPart {
  /** Whether a file of this kind was given. */
  readonly isThere: boolean;
  readonly rows: readonly PartRow[];
}

export interface FoundParts<K extends string> {
  readonly parts: Readonly<Record<K, FoundPart>>;
  /** How a file calls a field of the records. */
  readonly header: (file: string, field: RosterField) => string | null;
  /** Asked again when all rows were judged, it has their problems too. */
  readonly problems: () => readonly Problem[];
  readonly unread: readonly { readonly file: string; readonly why: string }[];
  /** A needed file or column is not there, or a file cannot be read. */
  readonly isBroken: boolean;
}

/** Reads the files of a set. `title` names the format in messages. */
export function readParts<K extends string>(
  parts: Readonly<Record<K, Part>>,
  members: readonly Member[],
  title: string,
): FoundParts<K> {
  const said: (() => readonly Problem[])[] = [];
  const unread: { file: string; why: string }[] = [];
  const found = {} as Record<K, { isThere: boolean; rows: PartRow[] }>;
  for (const key of Object.keys(parts) as K[]) found[key] = { isThere: false, rows: [] };
  const headers = new Map<string, PartFile['header']>();
  let isBroken = false;
  for (const member of members) {
    const fit = partOf(parts, glimpse(member, []));
    const file = fit === null ? null : readPart(parts[fit.key], member);
    if (fit === null || file === null || (!fit.isExact && file.lacksColumns)) {
      unread.push({ file: member.path, why: whyUnread(member, title) });
      continue;
    }
    said.push(file.problems);
    headers.set(member.path, file.header);
    isBroken ||= file.rows === null;
    const part = found[fit.key];
    part.isThere = true;
    for (const row of file.rows ?? []) part.rows.push(row);
    if (file.private.length > 0)
      unread.push({ file: `${member.path} (${file.private.join(', ')})`, why: 'private columns' });
  }
  const missing = missingFiles(parts, found, members[0]?.path ?? '', title);
  said.push(() => missing);
  return {
    parts: found,
    header: (file, field) => headerOf(headers.get(file), field),
    problems: () => said.flatMap((problems) => problems()),
    unread,
    isBroken: isBroken || missing.some(isError),
  };
}

/** Columns that are nobody's business here, whether the format knows them or not. */
const PRIVATE_COLUMN =
  /^(.*password|dob|birthdate|dateofbirth|gender|sex|race|hispaniclatino|homelanguage.*|(ell|frl|iep)status|disability.*|student(street|city|state|zip)|contact.*|phone|sms|pronouns)$/;

/** Files of many formats that are about families, health and other things than learning. */
const PRIVATE_FILE = /demographic|profile|flag|relationship|guardian|parent|contact|observer/i;

function whyUnread({ name }: Member, title: string): string {
  return PRIVATE_FILE.test(name) ? 'private' : `no file of ${title} that pl reads`;
}

/** The fields of parts in which those of records stand, the likeliest first. */
const FIELDS: Readonly<Record<RosterField, readonly string[]>> = {
  student_id: ['student', 'person', 'user', 'id'],
  name: ['last', 'sortable', 'name', 'first', 'title'],
  status: ['status'],
  section: ['section', 'class', 'id'],
  school: ['school', 'account', 'location', 'org', 'orgs'],
  term: ['term', 'term_name', 'sessions'],
  teacher: ['teacher', 'instructor', 'person', 'user', 'id'],
  parent: ['parent'],
};

function headerOf(header: PartFile['header'] | undefined, field: RosterField): string | null {
  const name = FIELDS[field].find((one) => (header?.(one) ?? null) !== null);
  return name === undefined ? null : (header?.(name) ?? null);
}

function missingFiles<K extends string>(
  parts: Readonly<Record<K, Part>>,
  found: Readonly<Record<K, FoundPart>>,
  beside: string,
  title: string,
): Problem[] {
  const missing = (Object.keys(parts) as K[]).filter((key) => !found[key].isThere);
  return missing.flatMap((key): Problem[] => {
    const { needed, file } = parts[key];
    if (needed === 'no') return [];
    const severity = needed === 'yes' ? 'error' : 'warning';
    const without = needed === 'yes' ? 'cannot be read without it' : 'is read without it';
    const message = `${file} is missing: ${title} ${without}`;
    return [{ file: beside, line: 1, field: null, code: 'missing_file', severity, message }];
  });
}

interface PartFile {
  /** Null where it cannot be read. */
  readonly rows: readonly PartRow[] | null;
  readonly lacksColumns: boolean;
  /** The header of a field of the part, as written; null: it has no column. */
  readonly header: (field: string) => string | null;
  readonly problems: () => readonly Problem[];
  /** Headers as written. */
  readonly private: readonly string[];
}

function readPart(part: Part, member: Member): PartFile {
  const { table, problems } = wholeTable(member.open());
  if (table === null) {
    return {
      rows: null,
      lacksColumns: false,
      header: () => null,
      problems: () => problems,
      private: [],
    };
  }
  const fields = Object.entries(part.fields).map(([name, accepts]) => ({ name, accepts }));
  const { columns, problems: twice } = matchColumns(table, fields, []);
  const isPrivate = (header: string) => PRIVATE_COLUMN.test(normalHeader(header));
  const isKnown = (header: string) =>
    part.known.includes(normalHeader(header)) || isPrivate(header);
  const missing = part.needs.filter((name) => !columns.has(name));
  const faults = faultsOf({ file: member.path, header: columns.header });
  const heading = [
    ...problems,
    ...twice,
    ...missing.map((name) => missingColumn(part, table, name)),
    ...(areHeaders(table.headers, fields.filter(({ name }) => columns.has(name)).length)
      ? unusedTold(
          table,
          columns.unused.filter((header) => !isKnown(header)),
        )
      : []),
  ];
  const readers = new Map(fields.map(({ name }) => [name, columns.column(name)]));
  const rows = table.rows.map((row): PartRow => {
    member.onRow();
    const get = (field: string) => readers.get(field)?.(row) ?? '';
    return { file: member.path, line: row.line, get, faults };
  });
  member.onEnd();
  return {
    rows: missing.length > 0 ? null : rows.filter((row) => isSound(row, part)),
    lacksColumns: missing.length > 0,
    header: columns.header,
    problems: () => [...heading, ...faults.problems],
    private: columns.unused.filter(isPrivate),
  };
}

/** A row with all that it needs; the rest are faults. */
function isSound({ line, get, faults }: PartRow, { needs, ids }: Part): boolean {
  const before = faults.errors();
  for (const name of needs.filter((field) => get(field) === '')) {
    faults.error(line, name, 'missing_value', 'this cell must not be blank');
  }
  for (const name of ids) {
    const why = whyNoId(get(name));
    if (why !== null) faults.error(line, name, 'id_changed', why);
  }
  return faults.errors() === before;
}

function missingColumn(part: Part, table: TextTable, field: string): Problem {
  const names = part.fields[field]?.join(' or ') ?? field;
  const message = `${part.file} needs a column ${names}`;
  return faultProblem(table.file, { line: table.headerLine, code: 'missing_column', message });
}

function unusedTold(table: TextTable, unused: readonly string[]): Problem[] {
  if (unused.length === 0) return [];
  const message = `columns not used: ${unused.join(', ')}`;
  return [
    {
      file: table.file,
      line: table.headerLine,
      field: null,
      code: 'unused_columns',
      severity: 'warning',
      message,
    },
  ];
}
