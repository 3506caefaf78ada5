/** `--value "Met Standard=3"` and `--cuts 1=0,2=201,3=215`: what the results of outside tests mean. */
import { PlError } from '../../core/errors.js';
import { readNumber } from '../../core/importing/records.js';
import type { Cut } from '../../formats/native/evidence.js';

/** Levels by word in lower case. Throws `PlError('usage')` for what is not `WORD=LEVEL`. */
export function valuesOf({
  value = [],
}: {
  readonly value?: readonly string[] | undefined;
}): ReadonlyMap<string, string> {
  return new Map(
    value.map((said) => {
      const [word, level] = sides(said);
      if (word === '' || level === '')
        throw new PlError(
          'usage',
          `--value "${said}": write "WORD=LEVEL", such as "Met Standard=3"`,
        );
      return [word.toLowerCase(), level] as const;
    }),
  );
}

/**
 * The levels with the least score of each, the highest first. Throws `PlError('usage')` for what is
 * not `LEVEL=SCORE,LEVEL=SCORE` and for two levels that begin at one score.
 */
export function cutsOf({ cuts }: { readonly cuts?: string | undefined }): readonly Cut[] {
  if (cuts === undefined) return [];
  const read = cuts.split(',').map((said): Cut => {
    const [level, from] = sides(said);
    const score = readNumber(from);
    if (level === '' || score === null)
      throw new PlError(
        'usage',
        `--cuts "${cuts}": write LEVEL=LEAST,LEVEL=LEAST, such as 1=0,2=201,3=215`,
      );
    return { level, from: score };
  });
  if (new Set(read.map(({ from }) => from)).size < read.length)
    throw new PlError('usage', `--cuts "${cuts}": two levels begin at one score`);
  return read.sort((a, b) => b.from - a.from);
}

function sides(said: string): readonly [string, string] {
  const at = said.lastIndexOf('=');
  return at < 0 ? ['', ''] : [said.slice(0, at).trim(), said.slice(at + 1).trim()];
}
