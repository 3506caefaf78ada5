/**
 * The pieces of a student as one text that SQLite packs and we unpack, which reads in half the time that
 * cell by cell takes. Fields end at a sign that stands in no text that people write; where one does hold
 * it, the number of fields says so, and the pieces are to be read in another way.
 */
import type { Day, Id, Piece } from '../core/model.js';

/** A student, the number of her pieces, and all of them in one text. */
export type PackedStudent = readonly [Id, number, string];

/** Between two fields. */
const END = '\x1f';
const END_CODE = END.charCodeAt(0);

/** Before a text that may be missing: an empty one is not taken for none. */
const SIGN = '=';
const SIGN_CODE = SIGN.charCodeAt(0);
const [ZERO, NINE] = [48, 57];

/** Nearly all scores are whole numbers of sixty-fourths, which is an integer to write and exact to read. */
const PARTS = 64;

/** So many digits are a number that a double holds to the last one. */
const EXACT_DIGITS = 15;

/** An aggregate of the rows of one student in the order of the table: how many, and their pieces. */
export const PACKED_PIECES = `count(*), group_concat(concat_ws(char(${END_CODE}),
    competency, observed_on, entry, number, ${exact('score')}, ${exact('possible')}, kind,
    ${optional('title')}, ${optional('external_id')}), char(${END_CODE}))`;

function exact(column: string): string {
  return `CASE WHEN ${column} IS NULL THEN ''
    WHEN ${column} * ${PARTS} = CAST(${column} * ${PARTS} AS INTEGER) THEN CAST(${column} * ${PARTS} AS INTEGER)
    ELSE json_quote(${column}) END`;
}

function optional(column: string): string {
  return `ifnull('${SIGN}' || ${column}, '')`;
}

/** The pieces by competency, in the order of the table; null where a text holds what ends a field. */
export function unpacked(count: number, text: string): Map<Id, Piece[]> | null {
  const fields = new Fields(text);
  const pieces = new Map<Id, Piece[]>();
  let current: Piece[] = [];
  let last = -1;
  for (let index = 0; index < count; index++) {
    const competency = fields.integer();
    if (competency !== last) {
      last = competency;
      current = [];
      pieces.set(competency, current);
    }
    current.push({
      competency,
      observedOn: fields.day(),
      entry: fields.integer(),
      number: fields.integer(),
      score: fields.score(),
      possible: fields.score(),
      kind: fields.text(),
      title: fields.option(),
      externalId: fields.option(),
    });
  }
  return fields.isAtEnd ? pieces : null;
}

/** Reads the fields of a packed text, one after the other. */
class Fields {
  private at = 0;

  constructor(private readonly packed: string) {}

  /** Nothing is left, and nothing was missing. */
  get isAtEnd(): boolean {
    return this.at === this.packed.length + 1;
  }

  text(): string {
    const { packed, at } = this;
    const end = packed.indexOf(END, at);
    const found = packed.slice(at, end === -1 ? packed.length : end);
    this.at += found.length + 1;
    return found;
  }

  option(): string | null {
    const isThere = this.packed.charCodeAt(this.at) === SIGN_CODE;
    if (isThere) this.at++;
    const found = this.text();
    return isThere ? found : null;
  }

  day(): Day {
    const found = plainDay(this.packed, this.at);
    if (found === null) return this.text();
    this.at += found.length + 1;
    return found;
  }

  integer(): number {
    const value = this.digits();
    this.at++;
    return value;
  }

  /** Counted in parts where it is whole, else as JSON has it. */
  score(): number | null {
    const start = this.at;
    const parts = this.digits();
    const length = this.at - start;
    const isWhole = this.at === this.packed.length || this.packed.charCodeAt(this.at) === END_CODE;
    if (isWhole && length > 0 && length <= EXACT_DIGITS) {
      this.at++;
      return parts / PARTS;
    }
    this.at = start;
    const found = this.text();
    if (found === '') return null;
    return isWhole ? Number(found) / PARTS : Number(found);
  }

  /** The number that the digits from here on are, which end with the field or before. */
  private digits(): number {
    const { packed } = this;
    let at = this.at;
    let value = 0;
    for (;;) {
      const code = packed.charCodeAt(at);
      if (!(code >= ZERO && code <= NINE)) break;
      value = value * 10 + (code - ZERO);
      at++;
    }
    this.at = at;
    return value;
  }
}

/** The days that were met so far, by their digits: there are few, and each is one text for all its pieces. */
const DAYS = new Map<number, Day>();

const [DASH, DAY_LENGTH] = [45, 10];

/** The day that a field consists of, written YYYY-MM-DD; null where it is written in another way. */
function plainDay(text: string, at: number): Day | null {
  if (text.charCodeAt(at + DAY_LENGTH) !== END_CODE) return null;
  let digits = 0;
  for (let place = 0; place < DAY_LENGTH; place++) {
    const code = text.charCodeAt(at + place);
    if (place === 4 || place === 7) {
      if (code !== DASH) return null;
    } else {
      if (!(code >= ZERO && code <= NINE)) return null;
      digits = digits * 10 + (code - ZERO);
    }
  }
  const known = DAYS.get(digits);
  if (known !== undefined) return known;
  const day = text.slice(at, at + DAY_LENGTH);
  DAYS.set(digits, day);
  return day;
}
