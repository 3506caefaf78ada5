/** The words of a command as a file says them: divided at blanks, quotes keep what belongs together. */

/** Null where a quote is never closed. */
export function splitWords(text: string): readonly string[] | null {
  const words: string[] = [];
  const part = /\s+|"([^"]*)"|'([^']*)'|([^\s"']+)/y;
  let isWord = false;
  while (part.lastIndex < text.length) {
    const found = part.exec(text);
    if (found === null) return null;
    const said = found[1] ?? found[2] ?? found[3];
    if (said === undefined) isWord = false;
    else if (isWord) words[words.length - 1] += said;
    else {
      words.push(said);
      isWord = true;
    }
  }
  return words;
}

/** A word as it is typed in a shell. */
export function typedWord(word: string): string {
  return /^[^\s"';,]+$/.test(word) ? word : `"${word}"`;
}

/** Commands that read and write nothing, by their first word or first two. */
const READING: readonly string[] = [
  'students',
  'sections',
  'standards',
  'status',
  'log',
  'imports',
  'progress',
  'ready',
  'summary',
  'explain',
  'grades',
  'overrides',
  'excuses',
  'moderation',
  'export',
  'rollup --last',
  'pathway list',
  'pathway show',
  'policy show',
  'policy compare',
  'policy lint',
  'policy export',
  'scale list',
  'term list',
  'term show',
  'year list',
  'reportcard check',
  'reportcard list',
  'reportcard show',
  'reportcard diff',
];

export function isReading([first = '', second = '']: readonly string[]): boolean {
  return READING.includes(first) || READING.includes(`${first} ${second}`);
}

/** What is said in another way in the file of a nightly run, by flag. */
const SAID_OTHERWISE: Readonly<Record<string, string>> = {
  '--db': 'the gradebook is said by "gradebook:"',
  '-o': 'the file is said before the colon',
  '--output': 'the file is said before the colon',
  '--dry-run': '"pl nightly --dry-run" shows what all of it would do',
  '--help': 'it is for people',
  '-h': 'it is for people',
  '--version': 'it is for people',
  '-V': 'it is for people',
};

/** Why these words cannot stand in the file; null where they can. */
export function whyNotHere(words: readonly string[]): string | null {
  for (const word of words) {
    const [flag = ''] = word.split('=');
    const why = Object.hasOwn(SAID_OTHERWISE, flag) ? SAID_OTHERWISE[flag] : undefined;
    if (why !== undefined) return `${flag} is not said here: ${why}`;
    if (word === '-') return 'there is no standard input at night: name a file';
  }
  return null;
}
