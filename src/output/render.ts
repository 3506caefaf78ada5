/** One list of rows, shown as a table for people, CSV or JSON: the format is chosen last. */
import { type CsvOptions, csvText, plainText, type Value } from './csv.js';
import { jsonText } from './json.js';
import { type TableOptions, tableText } from './table.js';

export type Format = 'table' | 'csv' | 'json';

/** One column of a list. */
export interface Column<Row> {
  /** The name in JSON and CSV. */
  readonly key: string;
  /** The name for people. */
  readonly title: string;
  readonly align?: 'right';
  /** Cut only after all others, as a code is. */
  readonly whole?: boolean;
  readonly value: (row: Row) => Value;
  /** What people read in place of the value. */
  readonly text?: (row: Row) => string;
}

/**
 * The rows in that format, ended by a line end. JSON is an array of objects with every key; null is
 * an empty cell in CSV and tables.
 */
export async function render<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  format: Format,
  options: TableOptions & CsvOptions,
): Promise<string> {
  switch (format) {
    case 'json':
      return jsonText(
        rows.map((row) => Object.fromEntries(columns.map(({ key, value }) => [key, value(row)]))),
      );
    case 'csv':
      return csvText(
        columns.map(({ key }) => key),
        rows.map((row) => columns.map(({ value }) => value(row))),
        options,
      );
    case 'table':
      return tableText(
        columns,
        rows.map((row) => columns.map((column) => shown(column, row))),
        options,
      );
  }
}

function shown<Row>({ text, value }: Column<Row>, row: Row): string {
  return text ? text(row) : plainText(value(row));
}
