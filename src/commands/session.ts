/** One run of `pl`: what was asked globally, who asks and when, and the gradebook, opened when first needed. */
import type { Config } from '../config.js';
import { readDay } from '../core/day.js';
import { PlError } from '../core/errors.js';
import type { Day, Student } from '../core/model.js';
import { idOfType } from '../core/names.js';
import type { Ask, Io } from '../io.js';
import { tell } from '../messages.js';
import type { Words } from '../output/words.js';
import { ownFile } from '../places.js';
import type { Gradebook } from '../store/open.js';
import type { EntryFacts } from '../store/writing.js';
import { clock, localDay, type Moment } from './clock.js';
import type { EntryCommand } from './entry-commands.js';
import type { DataFormat, GlobalOptions } from './global-options.js';
import { Preferences } from './preferences.js';
import { Printer } from './printer.js';
import { safeAsk } from './safe-asking.js';

export class Session {
  /** The exit code when all goes well. */
  code = 0;
  options: GlobalOptions = {};
  /** Data, on standard output or in the file of `-o`. */
  readonly print: Printer;
  private opened: Gradebook | null = null;
  private readonly preferences: Preferences;
  private entered = false;
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
    this.print = new Printer(io, this);
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
    this.entered = true;
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

  /** Whether this run has begun to enter something: what it then prints for people says that it has. */
  get hasEntered(): boolean {
    return this.entered;
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

  /** A message for people, on standard error, unless `--quiet`; data in it can do the terminal no harm. */
  say(text: string): void {
    if (this.options.quiet !== true) this.complain(text);
  }

  /** Why something was not done: said also with `--quiet`. */
  complain(text: string): void {
    tell(this.io, text);
  }
}
