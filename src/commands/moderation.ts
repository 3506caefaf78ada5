/** `pl moderation`: where two people scored the same work, how far they agree, and where they do not. */
import type { Command } from 'commander';
import { groupBy } from '../core/grouping.js';
import type { Competency } from '../core/model.js';
import {
  type Agreement,
  agreement,
  difference,
  peopleOf,
  type ScorePair,
} from '../core/moderation.js';
import { displayName, shownId } from '../core/names.js';
import { type AgreementRow, moderationPage, piecesPage } from '../output/moderation-page.js';
import {
  loadModeration,
  type Moderation,
  type ModerationFlags,
  type Scored,
} from './moderation-data.js';
import { dayLine, withCompetencyFlags, withDayFlags, withStudentFlags } from './options.js';
import type { Session } from './session.js';

export function define(command: Command, session: Session): void {
  withDayFlags(withCompetencyFlags(withStudentFlags(command)))
    .description('where two people scored the same work, how far they agree')
    .option('--pieces', 'every pair of scores, those that differ most first')
    .addHelpText('after', EXAMPLES)
    .action((flags: ModerationFlags) => moderation(session, flags));
}

const EXAMPLES = `
Examples:
  pl moderation
  pl moderation --section 7A --under RP
  pl moderation --pieces --csv -o to-talk-about.csv

The same work is the same student, competency, day, and title or link. Scores are compared as levels of
the scale; "Second" is how many levels the second of two people scores higher. Kappa is 1 for full
agreement and 0 for what chance would bring.`;

async function moderation(session: Session, flags: ModerationFlags): Promise<void> {
  const found = await loadModeration(session, flags);
  const { view, pairs } = found;
  const pieces = flags.pieces === true;
  if (session.format === 'json')
    return session.print.json({
      as_of: view.asOf,
      known_on: view.knownOn,
      ...(pieces ? {} : summary(found)),
      pieces: pairs.map(pieceFacts),
    });
  if (session.format === 'csv')
    return pieces ? piecesCsv(session, found) : summaryCsv(session, found);
  if (pairs.length === 0) return session.say(NONE);
  const page = pieces
    ? piecesPage(pairs, found.learning.called, session.words)
    : await moderationPage(pairs, rowsOf(found), found.learning.called, session);
  session.print.text(dayLine(view, session.words) + page);
}

const NONE =
  'no work here was scored by two people: record it under the same day and title, each with --by';

/** Agreement of all, of each two people, and on each competency. */
function rowsOf({ pairs, learning: { standards } }: Moderation): AgreementRow[] {
  const couples = [...groupBy(pairs, peopleOf)].sort(([a], [b]) => (a < b ? -1 : 1));
  const byCompetency = groupBy(pairs, ({ first }) => first.competency.id);
  return [
    { of: 'all', people: null, competency: null, agreement: agreement(pairs) },
    ...couples.map(([, own]) => ({
      of: 'people' as const,
      people: namesOf(own),
      competency: null,
      agreement: agreement(own),
    })),
    ...standards.ordered.flatMap((competency) => {
      const own = byCompetency.get(competency.id);
      if (own === undefined) return [];
      return [{ of: 'competency' as const, people: null, competency, agreement: agreement(own) }];
    }),
  ];
}

/** Two people's names, each as it was written first. */
function namesOf(pairs: readonly ScorePair<Scored>[]): readonly [string, string] {
  return [
    writtenFirst(pairs.map(({ first }) => first)),
    writtenFirst(pairs.map(({ second }) => second)),
  ];
}

function writtenFirst(scores: readonly Scored[]): string {
  const [first] = [...scores].sort(
    ({ piece: a }, { piece: b }) => a.entry - b.entry || a.number - b.number,
  );
  return first?.by ?? '';
}

function summary(found: Moderation) {
  const rows = rowsOf(found);
  const facts = (of: AgreementRow['of'], subject: (row: AgreementRow) => object) =>
    rows.flatMap((row) => (row.of === of ? [{ ...subject(row), ...factsOf(row.agreement) }] : []));
  return {
    all: facts('all', () => ({}))[0],
    people: facts('people', ({ people }) => ({ first: people?.[0], second: people?.[1] })),
    competencies: facts('competency', ({ competency }) => competencyFacts(found, competency)),
  };
}

function competencyFacts({ learning }: Moderation, competency: Competency | null) {
  return {
    framework: competency === null ? null : learning.standards.frameworkName(competency),
    competency: competency?.code ?? null,
    statement: competency?.statement ?? null,
  };
}

const SUBJECT = ['first', 'second', 'framework', 'competency', 'statement'] as const;

function subjectOf(found: Moderation, { people, competency }: AgreementRow) {
  const [first = null, second = null] = people ?? [];
  return { first, second, ...competencyFacts(found, competency) };
}

function factsOf(one: Agreement) {
  return {
    pairs: one.pairs,
    exact: one.exact,
    adjacent: one.adjacent,
    further: one.further,
    mean_difference: one.meanDifference,
    mean_distance: one.meanDistance,
    kappa_quadratic: one.quadraticKappa,
    kappa_linear: one.linearKappa,
    no_kappa: one.noKappa,
  };
}

async function summaryCsv(session: Session, found: Moderation): Promise<void> {
  const header = ['of', ...SUBJECT, ...Object.keys(factsOf(agreement([])))];
  await session.print.csv(
    header,
    rowsOf(found).map((row) => [
      row.of,
      ...Object.values(subjectOf(found, row)),
      ...Object.values(factsOf(row.agreement)),
    ]),
  );
}

function pieceFacts(pair: ScorePair<Scored>) {
  const { first, second } = pair;
  const { student, competency, piece } = first;
  return {
    student_id: shownId(student),
    name: displayName(student),
    competency: competency.code,
    observed_on: piece.observedOn,
    title: piece.title,
    link: piece.link,
    difference: difference(pair),
    first: first.by,
    first_score: first.score,
    first_level: first.reached.value,
    first_uid: first.uid,
    second: second.by,
    second_score: second.score,
    second_level: second.reached.value,
    second_uid: second.uid,
  };
}

const PIECE_COLUMNS = [
  ...['student_id', 'name', 'competency', 'observed_on', 'title', 'link', 'difference'],
  ...['first', 'first_score', 'first_level', 'first_uid'],
  ...['second', 'second_score', 'second_level', 'second_uid'],
];

async function piecesCsv(session: Session, { pairs }: Moderation): Promise<void> {
  await session.print.csv(
    PIECE_COLUMNS,
    pairs.map((pair) => Object.values(pieceFacts(pair))),
  );
}
