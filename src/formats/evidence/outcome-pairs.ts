/**
 * The pairs of columns in which Canvas exports an outcome: "Group > Outcome result" and "Group > Outcome
 * mastery points". In other languages the two have other words around the same path.
 */

export interface OutcomePair {
  /** 0-based. */
  readonly result: number;
  readonly mastery: number;
  readonly path: string;
}

/** What stands before and behind the path in a header. */
interface Words {
  readonly path: string;
  readonly around: string;
}

/** The pairs by their English names; none where there is no such pair. */
export function englishPairs(headers: readonly string[]): readonly OutcomePair[] {
  return headers.flatMap((header, result) => {
    const path = /^(.+) result$/i.exec(header)?.[1];
    if (path === undefined) return [];
    const mastery = headers.findIndex(
      (other, index) =>
        index > result && other.toLowerCase() === `${path} mastery points`.toLowerCase(),
    );
    return mastery < 0 ? [] : [{ result, mastery, path }];
  });
}

/**
 * The pairs in a file with headers in any language: from the third or fourth column on nothing but
 * pairs that share a path, with the same words around it in each first and in each second column.
 */
export function pairsInAnyLanguage(headers: readonly string[]): readonly OutcomePair[] {
  for (const start of [2, 3]) {
    const rest = headers.slice(start);
    if (rest.length < 2 || rest.length % 2 !== 0 || headers.slice(0, start).includes('')) continue;
    const pairs = pairsFrom(headers, start);
    if (pairs !== null) return pairs;
  }
  return [];
}

function pairsFrom(headers: readonly string[], start: number): readonly OutcomePair[] | null {
  const pairs: OutcomePair[] = [];
  let around: string | null = null;
  for (let result = start; result < headers.length; result += 2) {
    const [first = '', second = ''] = [headers[result], headers[result + 1]];
    const words = sharedPath(first, second);
    if (words === null || (around !== null && words.around !== around)) return null;
    around = words.around;
    pairs.push({ result, mastery: result + 1, path: words.path });
  }
  return pairs;
}

/** The longest run of whole words that both headers have, and what stands around it in each. */
function sharedPath(first: string, second: string): Words | null {
  if (first === second) return null;
  const [a, b] = [first.split(/\s+/), second.split(/\s+/)];
  let best = { length: 0, inA: 0, inB: 0 };
  for (let inA = 0; inA < a.length; inA++) {
    for (let inB = 0; inB < b.length; inB++) {
      let length = 0;
      while (inA + length < a.length && a[inA + length] === b[inB + length]) {
        if (b[inB + length] === undefined) break;
        length++;
      }
      if (length > best.length) best = { length, inA, inB };
    }
  }
  if (best.length === 0) return null;
  const outside = (words: readonly string[], from: number) =>
    `${words.slice(0, from).join(' ')}|${words.slice(from + best.length).join(' ')}`;
  const around = `${outside(a, best.inA)}||${outside(b, best.inB)}`;
  return { path: a.slice(best.inA, best.inA + best.length).join(' '), around };
}
