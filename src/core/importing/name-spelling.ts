/** Which of two spellings of one name is kept: no file takes accents or small letters from a name. */
import { folded } from '../names.js';

/** What is kept of a name that stands, where a roster says `said`: another name, or a spelling no plainer. */
export function spelling(said: string, standing: string): string {
  const isSame = said !== standing && folded(said) === folded(standing);
  return isSame && isPlainer(said, standing) ? standing : said;
}

/** Has fewer accents, or is all capitals or all small letters where the other is neither. */
function isPlainer(said: string, standing: string): boolean {
  return accents(said) < accents(standing) || (isOneCase(said) && !isOneCase(standing));
}

/** How many letters are not those of plain English. */
function accents(name: string): number {
  return name.normalize('NFC').match(/(?![A-Za-z])[\p{L}\p{M}]/gu)?.length ?? 0;
}

function isOneCase(name: string): boolean {
  return name === name.toUpperCase() || name === name.toLowerCase();
}
