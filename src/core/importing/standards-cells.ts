/** Reading the cells of one standards row: a blank cell says nothing, and what stood before stays. */
import { readRule } from '../headings.js';
import { type Faults, FLAG_WORDS, readFlag, readNumber } from './records.js';

/** Readers of a row's cells; each takes what stood before, and says what it cannot read. */
export interface CellReader {
  readonly number: (field: string, text: string, before: number | null) => number | null;
  readonly flag: (field: string, text: string, before: boolean | null) => boolean | null;
  readonly rule: (text: string, before: string | null) => string | null;
}

export function cellReader(line: number, faults: Faults): CellReader {
  return {
    number: (field, text, before) => {
      if (text === '') return before;
      const value = readNumber(text);
      if (value === null || (field === 'points' && value < 0)) {
        faults.error(line, field, 'bad_number', `"${text}" is not a number`);
      }
      return value;
    },
    flag: (field, text, before) => {
      const value = readFlag(text);
      if (value === undefined) {
        const message = `"${text}" is neither ${FLAG_WORDS.replace(' or ', ' nor ')}`;
        faults.error(line, field, 'bad_flag', message);
      }
      return value ?? before;
    },
    rule: (text, before) => {
      if (text === '') return before;
      if (readRule(text) === null) {
        const message = `"${text}" is not a rule: all, count K, percent P or points P`;
        faults.error(line, 'rule', 'bad_rule', message);
      }
      return text.trim().toLowerCase();
    },
  };
}
