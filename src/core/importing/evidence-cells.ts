/** The cells of a row of evidence: its day, its score, the support she had and its kind. */
import { isDay } from '../day.js';
import type { Competency, Day, Scale, Support } from '../model.js';
import { DEFAULT_KIND, likelyKind, type NewPiece } from '../new-piece.js';
import { significant } from '../numbers.js';
import { allowedScores, commaHint, readScore, top } from '../scale.js';
import type { Standards } from '../standards.js';
import { type EvidenceRecord, type Faults, readNumber } from './records.js';

/** Reads days, not after today; a file has few different ones. */
export function dateReader(today: Day, faults: Faults): (record: EvidenceRecord) => Day | null {
  const sound = new Map<string, Day>();
  return (record) => {
    const known = sound.get(record.date);
    if (known !== undefined) return known;
    const day = readDate(record, today, faults);
    if (day !== null) sound.set(record.date, day);
    return day;
  };
}

function readDate({ line, date }: EvidenceRecord, today: Day, faults: Faults): Day | null {
  if (date === '') faults.error(line, 'date', 'missing_date', 'evidence needs a date, YYYY-MM-DD');
  else if (!isDay(date)) faults.error(line, 'date', 'bad_date', BAD_DATE);
  else if (date > today) {
    const message = `the date lies in the future (today is ${today})`;
    faults.error(line, 'date', 'future_date', message);
  } else return date;
  return null;
}

const BAD_DATE =
  'a date is YYYY-MM-DD; --date-format says how yours is written, such as DD/MM/YYYY';

type GivenScore = Pick<NewPiece, 'score' | 'possible'>;

/** The score as given, with `possible` where it is out of some. A score is 0 to the top of the scale. */
export function readGivenScore(
  record: EvidenceRecord,
  competency: Competency,
  standards: Standards,
  faults: Faults,
): GivenScore | null {
  if (record.score === '') return { score: null, possible: null };
  const { scale } = standards.yardstick(competency);
  if (record.possible !== '') return readShare(record, scale, faults);
  const score = readScore(scale, record.score);
  if (score !== null) return { score, possible: null };
  const message = `the score for "${competency.code}" must be ${allowedScores(scale)} (scale "${scale.name}")${commaHint(record.score)}`;
  faults.error(record.line, scoreColumn(record), 'score_off_scale', message);
  return null;
}

/**
 * A score out of full marks, which may lie above them. Where the marks do not begin with 0 they are the
 * scale itself if they span it, and are else counted from the lowest.
 */
function readShare(record: EvidenceRecord, scale: Scale, faults: Faults): GivenScore | null {
  const { line } = record;
  const [given, most] = [readNumber(record.score), readNumber(record.possible)];
  const least = readNumber(record.least || '0');
  if (most === null || least === null || most <= least) {
    faults.error(line, 'possible', 'bad_possible', `possible is a number above ${least ?? 0}`);
    return null;
  }
  if (given === null || given < least) {
    faults.error(
      line,
      scoreColumn(record),
      'bad_score',
      `a score out of possible is a number, ${least} or more${commaHint(record.score)}`,
    );
    return null;
  }
  const isScale = least !== 0 && scale.levels[0]?.value === least && top(scale) === most;
  if (isScale && given <= most) return { score: given, possible: null };
  const [score, possible] = [significant(given - least), significant(most - least)];
  if (score > possible) {
    const message = `more than full marks counts as full marks (${top(scale)} on scale "${scale.name}")`;
    faults.warning(line, scoreColumn(record), 'score_capped', message);
  }
  return { score, possible };
}

/** The field that a fault of the score names. */
function scoreColumn({ scoreColumn }: EvidenceRecord): string {
  return scoreColumn ?? 'score';
}

export function readSupport({ line, support }: EvidenceRecord, faults: Faults): Support | null {
  const word = support.toLowerCase();
  if (word === '') return null;
  if (word === 'independent' || word === 'help' || word === 'home') return word;
  faults.error(line, 'support', 'bad_support', 'support is independent, help or home');
  return null;
}

/** Any word is kept; one that looks like a slip of a known kind is asked about, once. */
export function kindReader(faults: Faults): (record: EvidenceRecord) => string {
  const known = new Map<string, string>([['', DEFAULT_KIND]]);
  return ({ line, kind }) => {
    const before = known.get(kind);
    if (before !== undefined) return before;
    const word = kind.toLowerCase();
    const meant = known.has(word) ? null : likelyKind(word);
    if (meant !== null) {
      const message = `kind "${word}" is kept as it is; did you mean "${meant}"?`;
      faults.warning(line, 'kind', 'unknown_kind', message);
    }
    known.set(kind, word).set(word, word);
    return word;
  };
}
