/** Header names with everything taken off in which schools differ. */

/**
 * What a header means: lower case letters and digits only, without the table it comes from
 * (`STUDENTS.Student_Number` and `[01]Student Number` both give `studentnumber`). '' when it has no
 * letter or digit.
 */
export function normalHeader(header: string): string {
  // A full stop before a space ends an abbreviation: "No. of points" has no prefix.
  const parts = header.split(/\.(?=\S)|\]/).map(fullName);
  return parts.findLast((part) => part !== '') ?? '';
}

/** The same with the prefix kept: `STUDENTS.EMAIL` gives `studentsemail`. */
export function fullName(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
