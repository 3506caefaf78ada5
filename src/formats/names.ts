/** Header names with everything taken off in which schools differ. */

/**
 * What a header means: lower case letters and digits only, without the table it comes from
 * (`STUDENTS.Student_Number` and `[01]Student Number` both give `studentnumber`). '' when it has no
 * letter or digit. The name of a table about something else stays (`TEACHERS.Email` gives
 * `teacheremail`).
 */
export function normalHeader(header: string): string {
  // A full stop before a space ends an abbreviation: "No. of points" has no prefix.
  const parts = header
    .split(/\.(?=\S)|\]/)
    .map(fullName)
    .filter((part) => part !== '');
  const [name = '', table = ''] = parts.reverse();
  const of = TABLES.find(({ known }) => known.test(table))?.of ?? '';
  return name.startsWith(of) ? name : of + name;
}

/**
 * Tables about other things than students, as exports name them: `course.name` is no student's name.
 * The numbers are those of PowerSchool, in brackets.
 */
const TABLES = [
  { known: /^(teachers?|staff|05)$/, of: 'teacher' },
  { known: /^(schools?|39)$/, of: 'school' },
  { known: /^(courses?|02)$/, of: 'course' },
  { known: /^((course)?sections?|03)$/, of: 'section' },
  { known: /^(terms?|13)$/, of: 'term' },
  { known: /^(parents?|guardians?|(emergency)?contacts?)$/, of: 'contact' },
] as const;

/**
 * Whether cells with so many names of columns among them are headers, and may be repeated in words:
 * a first row without headers is a pupil's, and `Student` may be her role.
 */
export function areHeaders(cells: readonly string[], known: number): boolean {
  return known > 2 || (known > 0 && !cells.some((cell) => DATUM.test(cell)));
}

/** A number, a day or an e-mail address. */
const DATUM = /^\d+$|^\d{4}-\d{2}-\d{2}$|@/;

/** The same with the prefix kept: `STUDENTS.EMAIL` gives `studentsemail`. */
export function fullName(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
