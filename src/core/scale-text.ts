/** Levels as a person types them: `1=Beginning, 2=Developing, 3*[green]=Proficient, 4=Exemplary`. */
import { PlError } from './errors.js';
import type { Level } from './model.js';
import { LEVEL_COLOURS } from './scale.js';

/**
 * Levels from such a text, ascending: VALUE=NAME with commas between them; a star after the value
 * marks mastery, `[colour]` before the = paints it (before the =, so that a name may hold brackets).
 * A name with a comma stands in quotes. Without a name the value is the name. Throws `PlError('invalid')` with every fault in one message.
 */
export function readLevels(text: string): Level[] {
  const faults: string[] = [];
  const levels = partsOf(text).flatMap((part) => readLevel(part.trim(), faults));
  levels.sort((a, b) => a.value - b.value);
  faults.push(...levelFaults(levels));
  if (faults.length > 0) {
    throw new PlError(
      'invalid',
      `a scale cannot be read from "${text}": ${faults.join('; ')}`,
      'pl scale set four "1=Beginning, 2=Developing, 3*=Proficient, 4=Exemplary"',
    );
  }
  return levels;
}

/** Split at commas, but not at those of a name in quotes: 4="Yes, always". */
function partsOf(text: string): string[] {
  return (
    text.match(/(?:=\s*"[^"]*(?:""[^"]*)*"\s*(?=[,;]|$)|[^,;])+|(?<=[,;]|^)(?=[,;]|$)/g) ?? ['']
  );
}

/** The text that `readLevels` reads back. */
export function writeLevels(levels: readonly Level[]): string {
  return levels.map(writeLevel).join(', ');
}

/** One level as it stands in such a text. */
export function writeLevel({ value, name, mastery, colour }: Level): string {
  return `${value}${mastery ? '*' : ''}${colour === undefined ? '' : `[${colour}]`}=${quoted(name)}`;
}

function quoted(name: string): string {
  return /[,;]|^"/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}

function unquoted(text: string): string {
  const quotes = /^"([^"]*(?:""[^"]*)*)"$/.exec(text);
  return quotes === null ? text : (quotes[1] ?? '').replaceAll('""', '"');
}

const LEVEL = /^(\d{1,9}(?:\.\d{1,9})?)\s*(?:(\*)\s*)?(?:\[([^\]]*)\]\s*)?(?:=\s*(.*))?$/;

function readLevel(part: string, faults: string[]): Level[] {
  const match = LEVEL.exec(part);
  if (match === null) {
    faults.push(`"${part}" is not VALUE=NAME`);
    return [];
  }
  const [, number, star, painted, named] = match;
  const value = Number(number);
  const level = {
    value,
    name: unquoted(named?.trim() ?? '') || String(value),
    mastery: star === '*',
  };
  if (painted === undefined) return [level];
  const colour = readColour(painted);
  if (colour === null) {
    faults.push(`"${painted}" is not a colour: ${LEVEL_COLOURS.join(', ')} or #rrggbb`);
  }
  return [colour === null ? level : { ...level, colour }];
}

function readColour(text: string): string | null {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/^grey$/, 'gray');
  const isNamed = (LEVEL_COLOURS as readonly string[]).includes(word);
  return isNamed || /^#[0-9a-f]{6}$/.test(word) ? word : null;
}

function levelFaults(levels: readonly Level[]): string[] {
  const faults: string[] = [];
  if (levels.length < 2) faults.push('a scale has at least two levels');
  const mastery = levels.filter((level) => level.mastery).length;
  if (mastery !== 1) {
    faults.push(`exactly one level is mastery, marked with a star (here ${mastery})`);
  }
  if (new Set(levels.map((level) => level.value)).size < levels.length) {
    faults.push('two levels have the same value');
  }
  if (new Set(levels.map((level) => level.name.toLowerCase())).size < levels.length) {
    faults.push('two levels have the same name');
  }
  const highest = levels.at(-1);
  if (highest !== undefined && highest.value <= 0) faults.push('the top must be above 0');
  return faults;
}
