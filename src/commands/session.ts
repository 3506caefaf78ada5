/** One run of `pl`: what was asked globally, the gradebook opened when first needed, where output goes. */
import type { Config } from '../config.js';
import { readDay } from '../core/day.js';
import { PlError } from '../core/errors.js';
import type { Day, Student } from '../core/model.js';
import { idOfType } from '../core/names.js';
import type { Ask, Io } from '../io.js';
import type { CellsText, Value } from '../output/csv.js';
import { bearable, jsonListPieces, jsonPieces, jsonText } from '../output/json.js';
import { harmlessLines, harmlessPages, inBlocks } from '../output/pieces.js';
import { visibleLines, visibleMessage } from '../output/safe.js';
import type { Words } from '../output/words.js';
import { ownFile } from '../places.js';
import type { Gradebook } from '../store/open.js';
import type { EntryFacts } from '../store/writing.js';
import { clock, localDay, type Moment } from './clock.js';
import { deliver } from './delivering.js';
import type { EntryCommand } from './entry-commands.js';
import type { DataFormat, GlobalOptions } from './global-options.js';
import { Preferences } from './preferences.js';
import { safeAsk } from './safe-asking.js';

export class Session {
  /** The exit code when all goes well. */
  code = 0;
  options: GlobalOptions = {};
  private opened: Gradebook | null = null;
  private readonly preferences: Preferences;
  /** Whether this run writes: what it then prints for people says that it has. */
  private writes = false;
  private readonly started: Date;
  private readonly moment: Moment;

  /**
   * `run` runs another command, for the demo and the night, in this world or another; `whyNot` says what
   * is wrong with the words of one (null: nothing) and runs nothing.
   */
  constructor(
    readonly io: Io,
    readonly run: (argv: readonly string[], io?: Io) => Promise<number>,
    readonly whyNot: (argv: readonly string[]) => Promise<string | null> = async () => null,
  ) {
    this.started = io.now();
    this.moment = clock(io);
    this.preferences = new Preferences(io, (text) => this.say(text));
  }

  /** Where the gradebook is: `--db`, else `PL_DB`, else the user's data folder. */
  get path(): string {
    return this.options.db ?? (this.io.env.PL_DB || ownFile(this.io, 'data', 'gradebook.db'));
  }

  /** The gradebook, opened on first use. */
  async book(): Promise<Gradebook> {
    if (this.opened === null) {
      const { afterOpening, openFor } = await import('./opening.js');
      this.opened = openFor(this);
      await afterOpening(this, this.opened);
    }
    return this.opened;
  }

  /** The gradebook for reading: all that is read is of one moment, whatever others write meanwhile. */
  async reading(): Promise<Gradebook> {
    const book = await this.book();
    const { holdMoment } = await import('../store/open.js');
    holdMoment(book);
    return book;
  }

  /** Takes over a gradebook that was just made. */
  adopt(book: Gradebook): void {
    this.opened = book;
  }

  /** Says at the end of a run what `--verbose` asks for. */
  async end(): Promise<void> {
    if (this.options.verbose !== true) return;
    const { runFacts } = await import('./telling.js');
    const took = this.io.now().getTime() - this.started.getTime();
    for (const fact of runFacts(this, this.opened, took)) this.say(fact);
  }

  close(): void {
    this.opened?.db.close();
    this.opened = null;
  }

  /** The user's settings, read when first asked for. */
  get config(): Config {
    return this.preferences.config;
  }

  /** The words of pages for people: JSON and CSV never have them. */
  get words(): Words {
    return this.preferences.words;
  }

  /** The id that pages for people show: of the type that the user likes, else the first. */
  readonly idOf = (student: Pick<Student, 'ids'>): string => idOfType(student, this.config.id);

  get format(): DataFormat {
    if (this.options.json === true) return 'json';
    return this.options.csv === true ? 'csv' : 'people';
  }

  /** Whether students are shown by their initials: on pages, in questions and messages, never in data. */
  get initials(): boolean {
    if (this.format !== 'people') return false;
    return this.options.initials === true || this.config.initials === 'on';
  }

  get colour(): boolean {
    const { env, outIsTerminal } = this.io;
    if (this.options.color === false || (env.NO_COLOR ?? '') !== '') return false;
    if (this.options.output !== undefined || this.config.colours === 'never') return false;
    return this.config.colours === 'always' || (outIsTerminal && env.TERM !== 'dumb');
  }

  /** Questions to a person, in colours unless she does not want them. */
  get ask(): Ask {
    return safeAsk(this.io.ask(this.options.color !== false && this.config.colours !== 'never'));
  }

  get interactive(): boolean {
    return this.io.interactive && this.options.input !== false;
  }

  /** Today in the user's own time zone. */
  get today(): Day {
    return localDay(this.moment.instant);
  }

  /** Who types, for the log. */
  get who(): string | null {
    return this.io.env.PL_USER || this.config.me || this.io.user || null;
  }

  /** What an entry of this run says of itself, at the moment at which it is made. */
  entry(command: EntryCommand, more: Partial<EntryFacts> = {}): EntryFacts {
    this.writes = true;
    const { instant, isSet } = clock(this.io);
    return {
      at: instant.toISOString(),
      day: localDay(instant),
      clockSet: isSet,
      who: this.who,
      command,
      ...more,
    };
  }

  get instant(): string {
    return clock(this.io).instant.toISOString();
  }

  /** A day as a person writes it; one that cannot be read is wrong usage. */
  day(text: string, option: string): Day {
    const day = readDay(text, this.today);
    if (day !== null) return day;
    throw new PlError(
      'usage',
      `${option} "${text}" is not a day: YYYY-MM-DD, today, yesterday or -3d`,
    );
  }

  /** A day on which something happened: not in the future. */
  pastDay(text: string | undefined, option: string): Day {
    const day = text === undefined ? this.today : this.day(text, option);
    if (day <= this.today) return day;
    throw new PlError('invalid', `${option} ${day} lies in the future (today is ${this.today})`);
  }

  /**
   * A message for people, on standard error, unless `--quiet`; data in it can do the terminal no harm.
   */
  say(text: string): void {
    if (this.options.quiet !== true) this.complain(text);
  }

  /** Why something was not done: said also with `--quiet`. */
  complain(text: string): void {
    this.io.err(`${visibleMessage(text)}\n`);
  }

  /**
   * Data for people: each line is made harmless for a terminal by who builds it, and once more as a
   * whole, but for its colours. With `--quiet` a command that writes does not say what it has done.
   */
  print(text: string): void {
    this.printLines([text.endsWith('\n') ? text : `${text}\n`]);
  }

  /** The same of a page longer than memory: whole lines with their ends, made as they are written. */
  printLines(lines: Iterable<string>): void {
    if (this.options.quiet === true && this.writes && this.options.output === undefined) return;
    this.write(harmlessPages(inBlocks(lines)));
  }

  /** A text that is read by programs as well: byte for byte where it is not shown on a terminal. */
  printSource(text: string): void {
    this.write([this.showsData ? visibleLines(text) : text]);
  }

  printJson(value: unknown): void {
    if (!this.isHeard(value)) this.write(this.shown([jsonText(value)]));
  }

  /** An object with lists longer than memory, each given as a function that makes its items. */
  printLongJson(object: Readonly<Record<string, unknown>>): void {
    if (!this.isHeard(object)) this.write(this.shown(inBlocks(jsonPieces(object))));
  }

  /** Whether somebody took the document as it is, who then needs no text of it. */
  private isHeard(document: unknown): boolean {
    const { hear } = this.io;
    if (hear === undefined || this.options.output !== undefined) return false;
    hear(document);
    return true;
  }

  /** A list longer than memory, whose items are asked for as they are written. */
  printJsonList(items: Iterable<unknown>): void {
    this.write(this.shown(inBlocks(jsonListPieces(items))));
  }

  async printCsv(
    columns: readonly string[],
    rows: Iterable<readonly Value[]>,
    guard = true,
  ): Promise<void> {
    const { csvPieces } = await import('../output/csv.js');
    this.writeCsv(csvPieces(columns, rows, { bom: this.options.bom === true, guard }));
  }

  /** The same of lines that are put together from cells already written. */
  async printCsvLines(
    columns: readonly string[],
    lines: (text: CellsText) => Iterable<string>,
  ): Promise<void> {
    const { csvOfLines } = await import('../output/csv.js');
    this.writeCsv(csvOfLines(columns, lines, { bom: this.options.bom === true }));
  }

  private writeCsv(pieces: Iterable<string>): void {
    this.write(this.showsData ? harmlessLines(pieces) : pieces);
  }

  /** A file that is no text. */
  printBytes(bytes: Uint8Array): void {
    this.write([bytes]);
  }

  /** JSON as a terminal bears it; it says the same. */
  private shown(pieces: Iterable<string>): Iterable<string> {
    return this.showsData ? bearable(pieces) : pieces;
  }

  /** Whether data goes to a terminal. */
  private get showsData(): boolean {
    return this.io.outIsTerminal && this.options.output === undefined;
  }

  /** To standard output, or whole or not at all to the file of `-o`. */
  private write(pieces: Iterable<string | Uint8Array>): void {
    deliver(pieces, this.options.output, this.io.out, this.writes);
  }
}
