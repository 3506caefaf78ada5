/** What a run hands out: pages for people, JSON, CSV and files, each as its reader bears it. */
import type { Io } from '../io.js';
import type { CellsText, Value } from '../output/csv.js';
import { bearable, jsonListPieces, jsonPieces, jsonText } from '../output/json.js';
import { harmlessLines, inBlocks, shownPages } from '../output/pieces.js';
import { visibleLines } from '../output/safe.js';
import { deliver } from './delivering.js';
import type { GlobalOptions } from './global-options.js';

/** The run that prints, asked anew each time. */
export interface PrintingRun {
  readonly options: GlobalOptions;
  /** Something was entered before. */
  readonly hasEntered: boolean;
}

/**
 * Prints to standard output, or whole or not at all to the file of `-o`. Each throws
 * `PlError('unreadable')` in words where that cannot be written.
 */
export class Printer {
  constructor(
    private readonly io: Io,
    private readonly run: PrintingRun,
  ) {}

  /**
   * A text for people: each line is made harmless for a terminal by who builds it, and once more as a
   * whole, but for its colours; on a terminal it is broken between words. With `--quiet` a command that
   * writes does not say what it has done.
   */
  text(text: string): void {
    this.lines([text.endsWith('\n') ? text : `${text}\n`]);
  }

  /** The same of a page longer than memory: whole lines with their ends, made as they are written. */
  lines(lines: Iterable<string>): void {
    const { options, hasEntered } = this.run;
    if (options.quiet === true && hasEntered && options.output === undefined) return;
    const columns = this.isShown ? this.io.width : Number.POSITIVE_INFINITY;
    this.write(shownPages(inBlocks(lines), columns));
  }

  /** A text that is read by programs as well: byte for byte where it is not shown on a terminal. */
  source(text: string): void {
    this.write([this.isShown ? visibleLines(text) : text]);
  }

  json(value: unknown): void {
    if (!this.isHeard(value)) this.writeJson([jsonText(value)]);
  }

  /** An object with lists longer than memory, each given as a function that makes its items. */
  longJson(object: Readonly<Record<string, unknown>>): void {
    if (!this.isHeard(object)) this.writeJson(inBlocks(jsonPieces(object)));
  }

  /** A list longer than memory, whose items are asked for as they are written. */
  jsonList(items: Iterable<unknown>): void {
    this.writeJson(inBlocks(jsonListPieces(items)));
  }

  /** `guard`: no spreadsheet takes a text of the rows for a formula. */
  async csv(
    columns: readonly string[],
    rows: Iterable<readonly Value[]>,
    guard = true,
  ): Promise<void> {
    const { csvPieces } = await import('../output/csv.js');
    this.writeCsv(csvPieces(columns, rows, { bom: this.run.options.bom === true, guard }));
  }

  /** The same of lines that are put together from cells already written. */
  async csvLines(
    columns: readonly string[],
    lines: (text: CellsText) => Iterable<string>,
  ): Promise<void> {
    const { csvOfLines } = await import('../output/csv.js');
    this.writeCsv(csvOfLines(columns, lines, { bom: this.run.options.bom === true }));
  }

  /** A file that is no text. */
  bytes(bytes: Uint8Array): void {
    this.write([bytes]);
  }

  /** Whether somebody took the document as it is, who then needs no text of it. */
  private isHeard(document: unknown): boolean {
    const { hear } = this.io;
    if (hear === undefined || this.run.options.output !== undefined) return false;
    hear(document);
    return true;
  }

  /** As a terminal bears it; it says the same. */
  private writeJson(pieces: Iterable<string>): void {
    this.write(this.isShown ? bearable(pieces) : pieces);
  }

  private writeCsv(pieces: Iterable<string>): void {
    this.write(this.isShown ? harmlessLines(pieces) : pieces);
  }

  /** Whether data goes to a terminal. */
  private get isShown(): boolean {
    return this.io.outIsTerminal && this.run.options.output === undefined;
  }

  private write(pieces: Iterable<string | Uint8Array>): void {
    const { options, hasEntered } = this.run;
    deliver(pieces, options.output, this.io.out, hasEntered);
  }
}
