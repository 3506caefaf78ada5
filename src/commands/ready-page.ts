/** The ready list for people: the ready first, then the nearly, each with what helps to decide. */
import type { Piece } from '../core/model.js';
import type { Readiness } from '../core/readiness/ready.js';
import { painter } from '../output/colour.js';
import { dueText } from '../output/requirement.js';
import { visible } from '../output/safe.js';
import { marginText, needText, readyText } from '../output/sentences.js';
import { english, type StageStatus } from '../output/words.js';
import { hanging } from '../output/wrap.js';
import type { View } from '../store/view.js';
import type { Learning } from './learning.js';
import { dayLine } from './options.js';
import { type Asked, groupedRows } from './ready-list.js';
import type { ReadyRow } from './ready-row.js';
import type { Session } from './session.js';

const ORDER: readonly StageStatus[] = ['ready', 'nearly', 'not_yet', 'unassessed', 'complete'];

/** Prints the rows that are listed, and how many more there are. */
export async function readyPage(
  session: Session,
  learning: Learning,
  asked: Asked,
  view: View,
): Promise<void> {
  const paint = await painter(session.colour);
  const { all, groups } = groupedRows(asked, (row) =>
    rowLines(session, learning, row, view)
      .map((line) => `${line}\n`)
      .join(''),
  );
  const shown = ORDER.flatMap((status) => {
    const group = groups.get(status);
    return group === undefined ? [] : [{ status, ...group }];
  });
  const hidden = shown.reduce((left, { rows }) => left - rows, all);
  if (all === 0) return session.say('nobody here is on a pathway or has evidence yet');
  if (shown.length === 0)
    return session.say(`nobody is ready or nearly ready (${hidden} at work or complete: --all)`);
  function* lines() {
    yield dayLine(view, session.words);
    for (const [index, { status, rows, texts }] of shown.entries()) {
      yield `${index === 0 ? '' : '\n'}${paint.bold(`${english.stage[status]} (${rows})`)}\n`;
      yield* texts();
    }
    if (hidden > 0) yield `\n${paint.dim(`${hidden} more at work or complete (--all)`)}\n`;
  }
  session.print.lines(lines());
}

function rowLines(
  session: Session,
  learning: Learning,
  { student, readiness: one, notTaught, today }: ReadyRow,
  { term }: View,
): string[] {
  const { words, idOf, io } = session;
  const marks = marksOf(session, learning, one);
  const head = `${readyText(learning.called(student, idOf), one)} [${one.standing.pathwayName}]`;
  const missing = one.missing.map((missed) => {
    const need = needText(missed, learning.standards.yardstick(missed.competency));
    const due = dueText(missed.dueOn, true, today, words);
    return `${missed.competency.code} ${words.status[missed.status]}: ${need}${due === '' ? '' : ` (${due})`}`;
  });
  const block = (text: string, indent: number) =>
    hanging(visible(text), io.width - indent, 4).map((line) => ' '.repeat(indent) + line);
  return [
    ...block(`${head}${marks.length > 0 ? `: ${marks.join('; ')}` : ''}`, 2),
    ...missing.flatMap((line) => block(line, 6)),
    ...(notTaught === 0 ? [] : block(`${notTaught} not taught in ${term?.term.name ?? ''}`, 6)),
  ];
}

/** The marks that help a teacher to decide, and what her own judgement has to do with it. */
function marksOf({ words }: Session, learning: Learning, one: Readiness): string[] {
  const score = (piece: Piece) => {
    const code = learning.standards.competencies.get(piece.competency)?.code ?? '';
    return `one score of ${code} (${words.day(piece.observedOn)}, ${learning.uid(piece)})`;
  };
  const codes = (competencies: Readiness['overridden']) =>
    competencies.map(({ code }) => code).join(', ');
  return [
    one.restsOn === null ? '' : `rests on ${score(one.restsOn)}`,
    one.justEnough ? 'just enough evidence' : '',
    one.heldBackBy === null ? '' : `held back by ${score(one.heldBackBy)}`,
    marginText(one),
    one.overridden.length === 0
      ? ''
      : `${codes(one.overridden)} met by the teacher's judgement alone`,
    one.disputed.length === 0
      ? ''
      : `${codes(one.disputed)} disputed: newer evidence says otherwise than the teacher's judgement`,
  ].filter((mark) => mark !== '');
}
