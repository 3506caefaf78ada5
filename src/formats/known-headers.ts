/**
 * How a row of headers is told from the titles of a school above it: by the names of columns that
 * some format knows, or that the person who imports has named.
 */
import type { HeaderScore } from './layout.js';
import { normalHeader } from './names.js';
import { FIELDS as EVIDENCE } from './native/evidence.js';
import { FIELDS as GROUPS } from './native/groups.js';
import { FIELDS as LINKS } from './native/links.js';
import { FIELDS as PATHWAYS } from './native/pathways.js';
import { ROSTER_FIELDS as ROSTER } from './native/roster-fields.js';
import { FIELDS as STANDARDS } from './native/standards.js';
import { ID_HEADERS } from './native/student-id-headers.js';

/**
 * Scores a row: 1 for each cell that is the name of a column, 2 for one that stands in every table of
 * its kind. `maps` are those of `--map`; the headers that they name score 2 as well, and those of them
 * that say who she is are known as such.
 */
export function headerScore(maps: readonly string[]): HeaderScore {
  const named = maps.flatMap(headersIn).map(normalHeader);
  // What is mapped may be a code, `Quiz=RP.1`: its number is no header.
  const mapped = new Set(named.filter((name) => /\D/.test(name)));
  const who = new Set(maps.filter(isAboutHer).flatMap(headersIn).map(normalHeader));
  const score = (cells: readonly string[]) => {
    const names = new Set(cells.map(normalHeader));
    let marks = 0;
    for (const name of names) {
      if (MAIN.has(name) || (name !== '' && mapped.has(name))) marks += 2;
      else if (KNOWN.has(name)) marks += 1;
    }
    return marks;
  };
  return Object.assign(score, { isWho: (header: string) => who.has(normalHeader(header)) });
}

/** Whether a map fills a field of evidence or of a roster that says who somebody is. */
function isAboutHer(map: string): boolean {
  return WHO.has(normalHeader(map.slice(0, map.indexOf('='))));
}

const WHO = new Set(['studentid', 'student', 'name', 'firstname', 'lastname', 'email']);

const KNOWN = new Set(
  [EVIDENCE, GROUPS, PATHWAYS, ROSTER, LINKS, STANDARDS]
    .flat()
    .flatMap(({ accepts }) => accepts)
    .concat('identifier', 'shortname', 'objecttype', 'middlename', 'gender'),
);

const MAIN = new Set([
  ...ID_HEADERS,
  ...['student', 'studentname', 'name', 'fullname', 'firstname', 'lastname', 'givenname'],
  ...['familyname', 'surname', 'forename', 'code', 'statement', 'competency', 'pathway'],
  ...['fullstatement', 'humancodingscheme', 'idnumber', 'vendorguid'],
]);

/** The headers of `FIELD=HEADER` and `FIELD={header}.{header}`. */
function headersIn(map: string): readonly string[] {
  const header = map.slice(map.indexOf('=') + 1);
  const parts = [...header.matchAll(/\{([^{}]*)\}/g)].map(([, part = '']) => part);
  return parts.length > 0 ? parts : [header];
}
