/**
 * What a file of evidence changes. A row is a new piece, a new score under a known external id, or a
 * piece that the gradebook holds already: then nothing happens, however often the file comes.
 */
import { isDay } from '../day.js';
import type { Problem } from '../errors.js';
import { scoreOn } from '../mastery/counting.js';
import type { CodeIndex } from '../matching/competencies.js';
import { closest } from '../matching/suggest.js';
import {
  type Competency,
  type Day,
  type Id,
  KINDS,
  type Scale,
  type Student,
  type Support,
} from '../model.js';
import { folded } from '../names.js';
import { allowedScores, readScore, top } from '../scale.js';
import type { Standards } from '../standards.js';
import {
  type Counts,
  type EvidenceRecord,
  type Faults,
  faultsOf,
  readNumber,
  type Source,
  tally,
} from './records.js';

/** A piece as it is written. */
export interface NewPiece {
  readonly student: Id;
  readonly competency: Id;
  readonly observedOn: Day;
  readonly score: number | null;
  readonly possible: number | null;
  readonly kind: string;
  readonly title: string | null;
  readonly by: string | null;
  readonly note: string | null;
  readonly link: string | null;
  readonly support: Support | null;
  /** Joined by `;`. */
  readonly tags: string | null;
  readonly externalId: string | null;
}

/** The kind of a piece when nobody says one. */
export const DEFAULT_KIND = 'observation';

export interface EvidenceLedger {
  readonly standards: Standards;
  readonly find: CodeIndex;
  readonly students: readonly Student[];
  /** The students of a section by its id or name, in force today or ever. */
  readonly sectionMembers: (section: string) => ReadonlySet<Id> | null;
  /** Every piece of a student that stands or was struck, in the order of entry. */
  readonly piecesOf: (student: Id) => readonly NewPiece[];
  readonly today: Day;
}

export interface EvidencePlan {
  readonly counts: Readonly<Record<'evidence', Counts>>;
  readonly problems: readonly Problem[];
  readonly pieces: readonly NewPiece[];
}

export function planEvidence(
  source: Source,
  records: readonly EvidenceRecord[],
  ledger: EvidenceLedger,
): EvidencePlan {
  const faults = faultsOf(source);
  const read = pieceReader(ledger, faults);
  const known = knownPieces(ledger, source);
  const counts = tally();
  const pieces: NewPiece[] = [];
  for (const record of records) {
    const piece = read(record);
    if (piece === null) continue;
    const outcome = known.compare(piece);
    counts[outcome]++;
    if (outcome !== 'unchanged') pieces.push(piece);
  }
  return { counts: { evidence: counts }, problems: faults.problems, pieces };
}

/** Reads records into pieces, saying all that is wrong with each; null where there is no piece. */
function pieceReader(
  ledger: EvidenceLedger,
  faults: Faults,
): (record: EvidenceRecord) => NewPiece | null {
  const findStudent = studentReader(ledger, faults);
  const findCompetency = competencyReader(ledger, faults);
  const kindOf = kindReader(faults);
  return (record) => {
    const before = faults.errors();
    if (record.score === '' && record.note === '') {
      faults.warning(
        record.line,
        'score',
        'blank_score',
        'a row without a score and without a note is left out',
      );
      return null;
    }
    const student = findStudent(record);
    const competency = findCompetency(record);
    const observedOn = readDate(record, ledger.today, faults);
    const score =
      competency === null
        ? null
        : readGivenScore(record, competency, ledger.standards.yardstick(competency).scale, faults);
    const support = readSupport(record, faults);
    if (faults.errors() > before) return null;
    if (student === null || competency === null || observedOn === null || score === null)
      return null;
    return {
      student: student.id,
      competency: competency.id,
      observedOn,
      ...score,
      kind: kindOf(record),
      title: orNull(record.title),
      by: orNull(record.by),
      note: orNull(record.note),
      link: orNull(record.link),
      support,
      tags: orNull(record.tags),
      externalId: orNull(record.externalId),
    };
  };
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}

/** By any id of hers, else by a name that is hers alone within the section or the whole. */
function studentReader(
  ledger: EvidenceLedger,
  faults: Faults,
): (record: EvidenceRecord) => Student | null {
  const byShown = new Map<string, Student>();
  const byAny = new Map<string, Student[]>();
  const byName = new Map<string, Student[]>();
  const put = (index: Map<string, Student[]>, key: string, student: Student) => {
    const same = index.get(key);
    if (same === undefined) index.set(key, [student]);
    else if (!same.includes(student)) same.push(student);
  };
  for (const student of ledger.students) {
    student.ids.forEach(({ value }, place) => {
      if (place === 0) byShown.set(value.toLowerCase(), student);
      put(byAny, value.toLowerCase(), student);
    });
    for (const name of writtenNames(student)) put(byName, name, student);
  }
  return (record) => {
    if (record.studentId !== '') {
      const id = record.studentId.toLowerCase();
      const found =
        byShown.get(id) ?? (byAny.get(id)?.length === 1 ? byAny.get(id)?.[0] : undefined);
      if (found !== undefined) return found;
      const several = (byAny.get(id)?.length ?? 0) > 1;
      if (several)
        faults.error(
          record.line,
          'student_id',
          'ambiguous_student',
          'several students have this id',
        );
      else faults.error(record.line, 'student_id', 'unknown_student', 'no student has this id');
      return null;
    }
    if (record.studentName === '') {
      faults.error(
        record.line,
        'student_id',
        'missing_student',
        'evidence needs a student_id or a student',
      );
      return null;
    }
    return byNameWithin(record, byName, ledger, faults);
  };
}

function byNameWithin(
  record: EvidenceRecord,
  byName: ReadonlyMap<string, readonly Student[]>,
  ledger: EvidenceLedger,
  faults: Faults,
): Student | null {
  const members = record.section === '' ? null : ledger.sectionMembers(record.section);
  if (record.section !== '' && members === null) {
    faults.error(
      record.line,
      'section',
      'unknown_section',
      `there is no section "${record.section}"`,
    );
    return null;
  }
  const named = byName.get(folded(record.studentName.replace(/,/g, ', '))) ?? [];
  const found = members === null ? named : named.filter(({ id }) => members.has(id));
  const [one] = found;
  if (found.length === 1 && one !== undefined) return one;
  const where = record.section === '' ? '' : ` in section "${record.section}"`;
  if (found.length > 1) {
    faults.error(
      record.line,
      'student',
      'ambiguous_student',
      `${found.length} students have this name${where}: give a section or a student_id`,
    );
  } else
    faults.error(record.line, 'student', 'unknown_student', `no student has this name${where}`);
  return null;
}

/** The ways in which files write her name, folded. */
function writtenNames({ given, family, preferred }: Student): string[] {
  const firsts = preferred === null ? [given] : [given, preferred];
  return firsts.flatMap((first) => [folded(`${first} ${family}`), folded(`${family}, ${first}`)]);
}

function competencyReader(
  ledger: EvidenceLedger,
  faults: Faults,
): (record: EvidenceRecord) => Competency | null {
  const codes = ledger.standards.ordered.filter(ledger.standards.assessable);
  const hints = new Map<string, string>();
  const hint = (code: string) => {
    const known = hints.get(code);
    if (known !== undefined || hints.size > 200) return known ?? '';
    const [nearest] = closest(code.toLowerCase(), codes, (one) => [one.code.toLowerCase()]);
    const text = nearest === undefined ? '' : `; did you mean "${nearest.code}"?`;
    hints.set(code, text);
    return text;
  };
  return (record) => {
    const { line, competency: code } = record;
    if (code === '') {
      faults.error(line, 'competency', 'missing_competency', 'evidence needs a competency');
      return null;
    }
    const found = ledger.find(code, record.framework === '' ? null : record.framework);
    const [one] = found;
    if (one === undefined) {
      faults.error(
        line,
        'competency',
        'unknown_competency',
        `there is no competency "${code}"${hint(code)}`,
      );
      return null;
    }
    if (found.length > 1) {
      const names = found
        .map((other) => `${ledger.standards.frameworkName(other)}:${other.code}`)
        .join(', ');
      faults.error(
        line,
        'competency',
        'ambiguous_competency',
        `"${code}" is in several frameworks: give a framework, or write ${names}`,
      );
      return null;
    }
    if (ledger.standards.assessable(one)) return one;
    faults.error(
      line,
      'competency',
      'heading',
      `"${one.code}" is a heading: evidence goes on what lies under it`,
    );
    return null;
  };
}

function readDate(record: EvidenceRecord, today: Day, faults: Faults): Day | null {
  if (record.date === '')
    faults.error(record.line, 'date', 'missing_date', 'evidence needs a date, YYYY-MM-DD');
  else if (!isDay(record.date))
    faults.error(record.line, 'date', 'bad_date', 'a date is YYYY-MM-DD');
  else if (record.date > today)
    faults.error(
      record.line,
      'date',
      'future_date',
      `the date lies in the future (today is ${today})`,
    );
  else return record.date;
  return null;
}

/** The score as given, with `possible` where it is out of some. A score is 0 to the top of the scale. */
function readGivenScore(
  record: EvidenceRecord,
  competency: Competency,
  scale: Scale,
  faults: Faults,
): Pick<NewPiece, 'score' | 'possible'> | null {
  if (record.score === '') return { score: null, possible: null };
  if (record.possible === '') {
    const score = readScore(scale, record.score);
    if (score !== null) return { score, possible: null };
    faults.error(
      record.line,
      'score',
      'score_off_scale',
      `the score for "${competency.code}" must be ${allowedScores(scale)} (scale "${scale.name}")`,
    );
    return null;
  }
  const [score, possible] = [readNumber(record.score), readNumber(record.possible)];
  if (possible === null || possible <= 0) {
    faults.error(record.line, 'possible', 'bad_possible', 'possible is a number above 0');
    return null;
  }
  if (score === null || score < 0) {
    faults.error(
      record.line,
      'score',
      'bad_score',
      'a score out of possible is a number, 0 or more',
    );
    return null;
  }
  if (score > possible) {
    faults.warning(
      record.line,
      'score',
      'score_capped',
      `more than full marks counts as full marks (${top(scale)} on scale "${scale.name}")`,
    );
  }
  return { score, possible };
}

function readSupport(record: EvidenceRecord, faults: Faults): Support | null {
  const word = record.support.toLowerCase();
  if (word === '') return null;
  if (word === 'independent' || word === 'help' || word === 'home') return word;
  faults.error(record.line, 'support', 'bad_support', 'support is independent, help or home');
  return null;
}

/** Any word is kept; one that looks like a slip of a known kind is asked about, once. */
function kindReader(faults: Faults): (record: EvidenceRecord) => string {
  const asked = new Set<string>();
  return ({ line, kind }) => {
    const word = kind.toLowerCase();
    if (word === '') return DEFAULT_KIND;
    const meant = likelyKind(word);
    if (meant !== null && !asked.has(word)) {
      asked.add(word);
      faults.warning(
        line,
        'kind',
        'unknown_kind',
        `kind "${word}" is kept as it is; did you mean "${meant}"?`,
      );
    }
    return word;
  };
}

/** The known kind of which a word looks like a slip; null when it is known, or like none. */
export function likelyKind(word: string): string | null {
  if ((KINDS as readonly string[]).includes(word)) return null;
  return closest(word, KINDS, (kind) => [kind])[0] ?? null;
}

/** Compares rows with what the gradebook holds: the k-th equal row is the k-th equal piece. */
function knownPieces(ledger: EvidenceLedger, source: Source) {
  const byStudent = new Map<Id, { counts: Map<string, number>; external: Map<string, NewPiece> }>();
  const scaleOf = (id: Id) => {
    const competency = ledger.standards.competencies.get(id);
    return competency === undefined ? null : ledger.standards.yardstick(competency).scale;
  };
  const key = (piece: NewPiece) => equalityKey(piece, scaleOf(piece.competency));
  const knownOf = (student: Id) => {
    const before = byStudent.get(student);
    if (before !== undefined) return before;
    const counts = new Map<string, number>();
    const external = new Map<string, NewPiece>();
    for (const piece of ledger.piecesOf(student)) {
      counts.set(key(piece), (counts.get(key(piece)) ?? 0) + 1);
      if (piece.externalId !== null) external.set(`${piece.competency} ${piece.externalId}`, piece);
    }
    const made = { counts, external };
    byStudent.set(student, made);
    return made;
  };
  return {
    compare: (piece: NewPiece): 'add' | 'update' | 'unchanged' => {
      const known = knownOf(piece.student);
      if (piece.externalId !== null) {
        const external = `${piece.competency} ${piece.externalId}`;
        const before = known.external.get(external);
        if (before !== undefined && saysTheSame(before, piece, source, key)) return 'unchanged';
        known.external.set(external, piece);
        return before === undefined ? 'add' : 'update';
      }
      const left = known.counts.get(key(piece)) ?? 0;
      if (left === 0) return 'add';
      known.counts.set(key(piece), left - 1);
      return 'unchanged';
    },
  };
}

function equalityKey(piece: NewPiece, scale: Scale | null): string {
  const score =
    piece.score === null
      ? `note ${piece.note}`
      : scale === null
        ? piece.score
        : scoreOn(scale, piece);
  return [piece.competency, piece.observedOn, score, piece.kind, piece.title, piece.by].join('\n');
}

/** Under one external id: the same score, and nothing else that the file says is different. */
function saysTheSame(
  before: NewPiece,
  piece: NewPiece,
  source: Source,
  key: (piece: NewPiece) => string,
): boolean {
  const said = (field: keyof NewPiece, header: string) =>
    source.header(header) === null || piece[field] === null || before[field] === piece[field];
  const kept: NewPiece = {
    ...piece,
    kind: source.header('kind') === null ? before.kind : piece.kind,
    title: piece.title ?? before.title,
    by: piece.by ?? before.by,
  };
  return (
    key(before) === key(kept) &&
    said('note', 'note') &&
    said('link', 'link') &&
    said('support', 'support') &&
    said('tags', 'tags')
  );
}
