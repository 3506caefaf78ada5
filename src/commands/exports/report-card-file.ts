/** The bytes of a report-card file, with what they say of each student, and its manifest. */
import { basename } from 'node:path';
import packageJson from '../../../package.json' with { type: 'json' };
import { PlError } from '../../core/errors.js';
import type { Id, Scale } from '../../core/model.js';
import { idOfType, shownId } from '../../core/names.js';
import { resolvePolicy } from '../../core/policy.js';
import { settingsAt } from '../../core/policy-place.js';
import { type Signs, signsOn } from '../../core/reportcard/values.js';
import { yardstick } from '../../core/standards.js';
import { lastDay } from '../../core/terms.js';
import type { Value } from '../../output/csv.js';
import { jsonText } from '../../output/json.js';
import { harmlessLines } from '../../output/pieces.js';
import { policyInWords } from '../../output/policy-words.js';
import { type FileContent, writeTogether } from '../../written-files.js';
import { type Card, markedOf, type Scene } from '../reportcard/scene.js';
import type { Session } from '../session.js';
import { asWorkbook } from './formats.js';
import type { Form } from './report-card-form.js';
import { mappedColumns, type NamedColumn } from './report-card-map.js';
import { longColumns, type MarkRow, type Writing, wideColumns } from './report-card-sheet.js';

/** The rows of one student. */
export interface StudentRows {
  readonly student: Id;
  readonly rows: readonly (readonly Value[])[];
}

/** A file as columns and rows, student by student. */
export interface CardSheet {
  readonly headers: readonly string[];
  /** The column behind each header. */
  readonly columns: readonly string[];
  readonly students: readonly StudentRows[];
}

/** The signs of a form on the scales of what is marked. Throws `PlError('invalid')` for one of nothing. */
export function signsOf({ signs, show }: Pick<Form, 'signs' | 'show'>, scene: Scene): Signs {
  return signsOn(signs, scalesOf(scene), show);
}

/** The scales on which anything of a scene is marked; where nothing is, all. */
export function scalesOf(scene: Scene): readonly Scale[] {
  const { standards } = scene.learning;
  const marked = markedOf(scene);
  if (marked.length === 0) return standards.scales;
  return [...new Set(marked.map((one) => standards.yardstick(one).scale))];
}

/** Lays out the cards of a scene. Throws `PlError` for a column, a sign or an id that there is not. */
export function sheetOf(scene: Scene, form: Form): CardSheet {
  const writing: Writing = { signs: signsOf(form, scene), idOf: idReader(scene, form.id) };
  const { standards } = scene.learning;
  if (form.layout === 'wide')
    return laidOut(
      mappedColumns(wideColumns(scene, writing), form.maps, standards),
      scene.cards,
      (card) => [card],
    );
  return laidOut(
    mappedColumns(longColumns(scene, writing), form.maps, standards),
    scene.cards,
    (card): MarkRow[] => card.marks.map((mastery) => ({ card, mastery })),
  );
}

function laidOut<Row>(
  columns: readonly NamedColumn<Row>[],
  cards: readonly Card[],
  rowsOf: (card: Card) => readonly Row[],
): CardSheet {
  return {
    headers: columns.map(({ header }) => header),
    columns: columns.map(({ key }) => key),
    students: cards.map((card) => ({
      student: card.student.id,
      rows: rowsOf(card).map((row) => columns.map(({ value }) => value(row))),
    })),
  };
}

/** Another id in place of the one that is missing would be somebody else's in the other system. */
function idReader({ cards, learning }: Scene, type: string | null): Writing['idOf'] {
  if (type === null) return ({ student }) => shownId(student);
  const has = ({ student }: Card) =>
    student.ids.some((id) => id.type.toLowerCase() === type.toLowerCase());
  const without = cards.filter((card) => !has(card));
  if (without.length > 0) {
    const types = new Set(learning.students().flatMap(({ ids }) => ids.map((id) => id.type)));
    const names = without.slice(0, 5).map(({ student }) => learning.called(student));
    throw new PlError(
      'invalid',
      without.length === cards.length
        ? `nobody here has an id of type "${type}": there are ${[...types].sort().join(', ')}`
        : `${without.length} of ${cards.length} students have no id of type "${type}": ${names.join(', ')}${without.length > 5 ? ' …' : ''}`,
    );
  }
  return ({ student }) => idOfType(student, type);
}

/** What is written to a file: a text, or a workbook. */
export type Content = string | Uint8Array;

/** The content of a file: never with a guard against spreadsheets, as another system reads it. */
export async function contentOfSheet(
  { headers, students }: Pick<CardSheet, 'headers' | 'students'>,
  { format, bom }: Pick<Form, 'format' | 'bom'>,
): Promise<Content> {
  const rows = students.flatMap((one) => one.rows);
  if (format === 'xlsx') return await asWorkbook('report card', { columns: headers, rows });
  if (format === 'csv') {
    const { csvText } = await import('../../output/csv.js');
    return csvText(headers, rows, { bom, guard: false });
  }
  return jsonText(
    rows.map((row) =>
      Object.fromEntries(headers.map((header, index) => [header, row[index] ?? null])),
    ),
  );
}

/** The SHA-256 of bytes, as hexadecimal digits. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = await globalThis.crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What a file was made from and how: for who receives it, and for who has to answer for it. */
export async function manifestOf(
  session: Session,
  scene: Scene,
  form: Form,
  sheet: CardSheet,
  content: Content,
) {
  const { term, view, day } = scene;
  const bytes = Uint8Array.from(
    typeof content === 'string' ? new TextEncoder().encode(content) : content,
  );
  const { output } = session.options;
  return {
    file: output === undefined ? null : basename(output),
    format: form.format,
    layout: form.layout,
    rows: sheet.students.reduce((sum, { rows }) => sum + rows.length, 0),
    students: sheet.students.length,
    bytes: bytes.length,
    sha256: await sha256(bytes),
    term: { code: term.code, name: term.name, from: term.startsOn, to: lastDay(term) },
    as_of: day,
    known_on: view.knownOn ?? session.today,
    columns: sheet.headers.map((header, index) => ({ header, column: sheet.columns[index] ?? '' })),
    id: form.id,
    show: form.show,
    values: form.signs.map(({ of, sign }) => ({ of, written: sign })),
    filter: form.filter,
    policy: policiesOf(scene),
    pl: packageJson.version,
  };
}

/** The policy of each framework that is marked, with the competencies that have one of their own. */
function policiesOf(scene: Scene) {
  const { standards } = scene.learning;
  const marked = markedOf(scene);
  return [...new Set(marked.map(({ framework }) => framework))].map((framework) => {
    const place = { framework, competency: null };
    const resolved = resolvePolicy(settingsAt(standards, standards.policies, place));
    const scaleId = standards.frameworks.get(framework)?.scale ?? null;
    const [preferred] = standards.scales;
    const scale = standards.scales.find(({ id }) => id === scaleId) ?? preferred;
    const own = marked.filter(
      (one) =>
        one.framework === framework &&
        (one.scale !== null || standards.policies.some(({ competency }) => competency === one.id)),
    );
    return {
      framework: standards.frameworks.get(framework)?.name ?? '',
      in_words: scale === undefined ? null : policyInWords(yardstick(scale, resolved)),
      rounding: { places: resolved.policy.round, way: resolved.policy.rounding },
      keys: resolved.policy,
      scale: levelsOf(scale),
      of_their_own: own.map((one) => ({
        competency: one.code,
        in_words: policyInWords(standards.yardstick(one)),
      })),
    };
  });
}

/** The levels, each with whether it is the one that means mastery or above it. */
function levelsOf(scale: Scale | undefined) {
  const from = scale?.levels.findIndex(({ mastery }) => mastery) ?? 0;
  const levels = scale?.levels ?? [];
  return levels.map(({ value, name }, index) => ({ value, name, mastery: index >= from }));
}

/**
 * Writes the file and its manifest, both or neither; without `-o` the file is data on standard output.
 */
export function deliver(
  session: Session,
  content: Content,
  manifest: unknown,
  manifestPath: string | undefined,
): void {
  writeTogether(filesOf(session, content, manifest, manifestPath));
  if (session.options.output === undefined) print(session, content);
}

/** The file of `-o` and the manifest, as far as they were asked for. */
export function filesOf(
  session: Session,
  content: Content,
  manifest: unknown,
  manifestPath: string | undefined,
): FileContent[] {
  const { output } = session.options;
  const beside = manifestPath ?? (output === undefined ? undefined : `${output}.manifest.json`);
  return [
    ...(output === undefined ? [] : [{ path: output, content }]),
    ...(beside === undefined ? [] : [{ path: beside, content: jsonText(manifest) }]),
  ];
}

/** Data on standard output, byte for byte where it is no terminal. */
export function print(session: Session, content: Content): void {
  if (typeof content !== 'string' && session.io.outIsTerminal)
    throw new PlError('usage', 'a workbook is no text for a terminal: -o FILE');
  const pieces =
    typeof content === 'string' && session.io.outIsTerminal ? harmlessLines([content]) : [content];
  for (const piece of pieces) session.io.out(piece);
}
