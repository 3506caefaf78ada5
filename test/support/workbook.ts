/** Makes small workbooks (.xlsx), cell by cell, as a spreadsheet would save them. */
import { strToU8, zipSync } from 'fflate';

/** A text, a number, a yes or no; a day or moment as a serial number; a formula with its value. */
export type Cell =
  | string
  | number
  | boolean
  | null
  | { readonly serial: number }
  | { readonly formula: string; readonly value: number | string }
  | { readonly error: string };

export type Rows = readonly (readonly Cell[])[];

/**
 * A workbook of sheets by name; `epoch1904`: days are counted from 1904, as old Macs did; `far`: the
 * place of one more cell on each sheet.
 */
export function workbook(
  sheets: Readonly<Record<string, Rows>>,
  epoch1904 = false,
  far = '',
): Uint8Array<ArrayBuffer> {
  const names = Object.keys(sheets);
  const list = names.map(
    (name, i) => `<sheet name="${xml(name)}" sheetId="${i + 1}" r:id="r${i}"/>`,
  );
  const targets = names.map(
    (_, i) =>
      `<Relationship Id="r${i}" Type="${RELATION}/worksheet" Target="worksheets/sheet${i}.xml"/>`,
  );
  const pages = Object.values(sheets).map((rows, i) => [
    `xl/worksheets/sheet${i}.xml`,
    strToU8(
      `<worksheet ${MAIN}><sheetData>${rows.map(row).join('')}${farCell(far)}</sheetData></worksheet>`,
    ),
  ]);
  return zipped({
    'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${RELATION}"><workbookPr${epoch1904 ? ' date1904="1"' : ''}/><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets.join('')}</Relationships>`,
    'xl/styles.xml': `<styleSheet ${MAIN}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    ...Object.fromEntries(pages),
  });
}

/** A zip of files by name. */
export function zipped(
  files: Readonly<Record<string, string | Uint8Array>>,
): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(files).map(([name, content]) => [
    name,
    typeof content === 'string' ? strToU8(content) : content,
  ]);
  return new Uint8Array(zipSync(Object.fromEntries(entries)));
}

const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

function row(cells: readonly Cell[], index: number): string {
  const written = cells.map((one, at) => cell(one, `${String.fromCharCode(65 + at)}${index + 1}`));
  return cells.length === 0 ? '' : `<row r="${index + 1}">${written.join('')}</row>`;
}

function farCell(place: string): string {
  const row = /\d+/.exec(place)?.[0];
  return row === undefined ? '' : `<row r="${row}">${cell('x', place)}</row>`;
}

function cell(content: Cell, place: string): string {
  if (content === null) return '';
  if (typeof content === 'number') return `<c r="${place}"><v>${content}</v></c>`;
  if (typeof content === 'boolean') return `<c r="${place}" t="b"><v>${content ? 1 : 0}</v></c>`;
  if (typeof content === 'string')
    return `<c r="${place}" t="inlineStr"><is><t>${xml(content)}</t></is></c>`;
  if ('serial' in content) return `<c r="${place}" s="1"><v>${content.serial}</v></c>`;
  if ('error' in content) return `<c r="${place}" t="e"><v>${content.error}</v></c>`;
  const type = typeof content.value === 'string' ? ' t="str"' : '';
  return `<c r="${place}"${type}><f>${xml(content.formula)}</f><v>${content.value}</v></c>`;
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
