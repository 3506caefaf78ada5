/** `--map COLUMN=HEADER` of report cards: which columns a file has, in which order, under which names. */
import { PlError } from '../../core/errors.js';
import { fullCode } from '../../core/matching/competencies.js';
import { closest } from '../../core/matching/suggest.js';
import { folded } from '../../core/names.js';
import type { Standards } from '../../core/standards.js';
import type { SheetColumn } from './report-card-sheet.js';

/** One column as it was asked for. */
export interface Mapped {
  readonly column: string;
  readonly header: string;
}

/** A column under the name that it has in the file. */
export interface NamedColumn<Row> extends SheetColumn<Row> {
  readonly header: string;
}

/** The word for all marks of a wide file that are not named themselves. */
const MARKS = 'marks';

/** Reads maps. Throws `PlError('usage')`. */
export function readMaps(typed: readonly string[]): Mapped[] {
  const maps = typed.map((text): Mapped => {
    const at = text.indexOf('=');
    const [column, header] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
    if (at < 1 || column === '' || header === '')
      throw new PlError(
        'usage',
        `--map "${text}" is not COLUMN=HEADER, such as student_id=StudentNumber`,
      );
    return { column, header };
  });
  const twice = duplicate(maps.map(({ column }) => column));
  if (twice !== undefined) throw new PlError('usage', `--map says "${twice}" twice`);
  return maps;
}

/** Refuses what no file of this layout has; `wide` files also have columns that only the gradebook knows. */
export function checkMaps(maps: readonly Mapped[], known: readonly string[]): void {
  for (const { column } of maps)
    if (!known.some((key) => folded(key) === folded(column))) throw unknownColumn(column, known);
}

/**
 * The columns of the file: all under their own names; where there are maps, those alone. `marks={code}`
 * stands for all marks, with `{code}`, `{framework}` and `{statement}` in the header. Throws
 * `PlError('usage')`.
 */
export function mappedColumns<Row>(
  columns: readonly SheetColumn<Row>[],
  maps: readonly Mapped[],
  standards: Standards,
): NamedColumn<Row>[] {
  if (maps.length === 0) return columns.map((column) => ({ ...column, header: column.key }));
  const named = new Set(maps.map(({ column }) => folded(column)));
  const found = maps.flatMap(({ column, header }): NamedColumn<Row>[] => {
    if (folded(column) === MARKS && columns.some(({ of }) => of !== undefined))
      return columns
        .filter(({ key, of }) => of !== undefined && !named.has(folded(key)))
        .map((one) => ({ ...one, header: headerOf(header, one, standards) }));
    const one = columns.find(({ key, of }) =>
      [key, ...(of === undefined ? [] : [fullCode(standards, of)])].some(
        (name) => folded(name) === folded(column),
      ),
    );
    if (one === undefined) throw unknownColumn(column, namesOf(columns));
    return [{ ...one, header }];
  });
  const twice = duplicate(found.map(({ header }) => header));
  if (twice !== undefined)
    throw new PlError(
      'usage',
      `two columns would be named "${twice}"${named.has(MARKS) ? ': put {code} or {statement} into the header of marks' : ''}`,
    );
  return found;
}

function namesOf<Row>(columns: readonly SheetColumn<Row>[]): string[] {
  const marks = columns.some(({ of }) => of !== undefined) ? [MARKS] : [];
  return [...marks, ...columns.map(({ key }) => key)];
}

function headerOf<Row>(template: string, { of }: SheetColumn<Row>, standards: Standards): string {
  if (of === undefined) return template;
  const words: Readonly<Record<string, string>> = {
    code: of.code,
    framework: standards.frameworkName(of),
    statement: of.statement,
  };
  return template.replace(
    /\{(code|framework|statement)\}/g,
    (_, word: string) => words[word] ?? '',
  );
}

function unknownColumn(column: string, known: readonly string[]): PlError {
  const [near] = closest(folded(column), known, (one) => [folded(one)]);
  const meant = near === undefined ? '' : `; did you mean "${near}"?`;
  const shown = known.length > MOST ? [...known.slice(0, MOST), '…'] : known;
  return new PlError(
    'usage',
    `--map has no column "${column}"${meant === '' ? ':' : meant} there are ${shown.join(', ')}`,
  );
}

const MOST = 40;

function duplicate(words: readonly string[]): string | undefined {
  return words.find((word, index) =>
    words.some((other, before) => before < index && folded(other) === folded(word)),
  );
}
