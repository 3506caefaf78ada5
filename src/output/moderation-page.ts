/** Moderation for people: how far scorers agree, in numbers, and the pieces to talk about. */

import type { Competency, Day, Level, Student } from '../core/model.js';
import { type Agreement, difference, type ScorePair, type WorkScore } from '../core/moderation.js';
import { round } from '../core/numbers.js';
import { visible } from './safe.js';
import { tableText } from './table.js';
import type { Words } from './words.js';

/** How far some people agree, or people on some competency; of all: neither is named. */
export interface AgreementRow {
  readonly of: 'all' | 'people' | 'competency';
  readonly people: readonly [string, string] | null;
  readonly competency: Competency | null;
  readonly agreement: Agreement;
}

/** One person's score as the page shows it. */
interface ShownScore extends WorkScore {
  readonly by: string;
  readonly student: Student;
  readonly competency: Competency;
  readonly piece: {
    readonly observedOn: Day;
    readonly title: string | null;
    readonly link: string | null;
  };
  readonly reached: Level;
  readonly uid: string;
}

/** So many pieces are shown below the figures. */
const MOST = 10;

/** The figures of all, of each two people and of each competency, and the pieces that differ most. */
export async function moderationPage(
  pairs: readonly ScorePair<ShownScore>[],
  rows: readonly AgreementRow[],
  called: (student: Student) => string,
  {
    words,
    io,
    colour,
  }: { readonly words: Words; readonly io: { readonly width: number }; readonly colour: boolean },
): Promise<string> {
  const options = { width: io.width, colour };
  const all = rows.find(({ of }) => of === 'all')?.agreement;
  const works = new Set(pairs.map(({ first }) => first.work)).size;
  const apart = pairs.filter((pair) => difference(pair) !== 0);
  return [
    `${words.count(works, 'piece')} of work scored by more than one person, ${words.count(pairs.length, 'pair')} of scores`,
    ...(all === undefined ? [] : [sharesText(all)]),
    ...(all === undefined ? [] : [kappaText(all)]),
    '',
    await table('People', rows, 'people', options),
    await table('Competency', rows, 'competency', options),
    ...(apart.length === 0
      ? []
      : ['Differ most:', piecesPage(apart.slice(0, MOST), called, words)]),
    ...(apart.length > MOST ? [`  and ${apart.length - MOST} more: pl moderation --pieces`] : []),
  ].join('\n');
}

/** "7 exact (58 %), 4 one level apart (33 %), 1 further (8 %)". */
function sharesText({ pairs, exact, adjacent, further }: Agreement): string {
  const share = (n: number, what: string) => `${n} ${what} (${Math.round((100 * n) / pairs)} %)`;
  return [
    share(exact, 'exact'),
    share(adjacent, 'one level apart'),
    share(further, 'further'),
  ].join(', ');
}

function kappaText({ quadraticKappa, linearKappa }: Agreement): string {
  if (quadraticKappa === null || linearKappa === null)
    return 'no kappa: all scores lie in one level, so that nothing tells agreement from chance';
  return `weighted kappa: ${places(quadraticKappa)} quadratic, ${places(linearKappa)} linear`;
}

async function table(
  title: string,
  rows: readonly AgreementRow[],
  of: AgreementRow['of'],
  options: { readonly width: number; readonly colour: boolean },
): Promise<string> {
  const numbers = [
    'Pairs',
    'Exact',
    'One apart',
    'Further',
    of === 'people' ? 'Second' : 'Apart',
    'Kappa',
  ];
  return await tableText(
    [
      { title, whole: of === 'competency' },
      ...numbers.map((one) => ({ title: one, align: 'right' as const })),
    ],
    rows.filter((row) => row.of === of).map((row) => [subjectText(row), ...figures(row)]),
    options,
  );
}

function subjectText({ people, competency }: AgreementRow): string {
  return people === null ? (competency?.code ?? '') : people.join(', ');
}

function figures({ of, agreement: one }: AgreementRow): string[] {
  const apart = of === 'people' ? signed(one.meanDifference) : places(one.meanDistance ?? 0);
  const kappa = one.quadraticKappa === null ? '-' : places(one.quadraticKappa);
  return [...[one.pairs, one.exact, one.adjacent, one.further].map(String), apart, kappa];
}

/** How many levels the second scores higher: "+0.50". */
function signed(value: number | null): string {
  if (value === null) return '';
  const shown = places(value);
  return value > 0 && Number(shown) !== 0 ? `+${shown}` : shown;
}

/** Two decimals, and never "-0.00". */
function places(value: number): string {
  return (round(value, 2) + 0).toFixed(2);
}

/** Each pair of scores on two lines: the work, and who gave what in which piece. */
export function piecesPage(
  pairs: readonly ScorePair<ShownScore>[],
  called: (student: Student) => string,
  words: Words,
): string {
  return pairs
    .flatMap(({ first, second }) => {
      const { student, competency, piece } = first;
      const title = piece.title ?? piece.link ?? '';
      return [
        `  ${called(student)} ${competency.code}, ${words.day(piece.observedOn)} ${title}`,
        `    ${[first, second].map((one) => `${one.by}: ${one.reached.value} ${words.level(one.reached)} (${one.uid})`).join(' · ')}`,
      ];
    })
    .map(visible)
    .join('\n');
}
