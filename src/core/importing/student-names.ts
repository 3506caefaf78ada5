/** Finding students by a whole name, as files write it. */
import type { Student } from '../model.js';
import { folded } from '../names.js';

/** Those who are written so; where nobody is, those whose family name stands in front without a comma. */
export function nameFinder(students: readonly Student[]): (name: string) => readonly Student[] {
  const straight = studentIndex(students, writtenNames);
  const turned = studentIndex(students, turnedNames);
  return (name) => {
    const wanted = folded(name.replace(/,/g, ', '));
    const found = straight(wanted);
    return found.length > 0 ? found : turned(wanted);
  };
}

function turnedNames(student: Student): string[] {
  return writtenNames(student).map((name) => name.replace(', ', ' '));
}

/** The ways in which files write her name, folded. */
export function writtenNames({ given, family, preferred }: Student): string[] {
  const firsts = preferred === null ? [given] : [given, preferred];
  return firsts.flatMap((first) => [folded(`${first} ${family}`), folded(`${family}, ${first}`)]);
}

/** Finds students by a word of theirs, each once. The index is made when it is first asked. */
export function studentIndex(
  students: readonly Student[],
  wordsOf: (student: Student) => readonly string[],
): (word: string) => readonly Student[] {
  let byWord: ReadonlyMap<string, readonly Student[]> | null = null;
  return (word) => {
    byWord ??= heldBy(students, wordsOf);
    return byWord.get(word) ?? [];
  };
}

function heldBy(
  students: readonly Student[],
  wordsOf: (student: Student) => readonly string[],
): ReadonlyMap<string, readonly Student[]> {
  const holders = new Map<string, Student[]>();
  for (const student of students) {
    for (const word of new Set(wordsOf(student))) {
      const known = holders.get(word);
      if (known === undefined) holders.set(word, [student]);
      else known.push(student);
    }
  }
  return holders;
}
