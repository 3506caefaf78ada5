/** What report cards would say otherwise today, student by student, in words. */
import { groupBy } from '../core/grouping.js';
import type { Id } from '../core/model.js';
import type { Cause, MarkChange, Written } from '../core/reportcard/diff.js';
import { visible } from './safe.js';
import type { Words } from './words.js';
import { hanging } from './wrap.js';

/** What a page needs to know beside the changes. */
export interface ChangeWords {
  readonly words: Words;
  readonly width: number;
  readonly called: (student: Id) => string;
  readonly codeOf: (competency: Id) => string;
}

/** A name, and under it a line a mark: "RP.2: 2 -> 3, evidence of 2026-09-29 entered since". */
export function changeLines(changes: readonly MarkChange[], about: ChangeWords): string[] {
  const { words, width, called, codeOf } = about;
  const line = (change: MarkChange) => {
    const { competency, was, wouldBe } = change;
    const moved = `${markText(was)} \u2192 ${markText(wouldBe)}`;
    return hanging(
      visible(`${codeOf(competency)}: ${moved}, ${whyText(change, words)}`),
      width - 2,
      2,
    );
  };
  const byStudent = groupBy(changes, ({ student }) => student);
  return [...byStudent].flatMap(([student, own]) => [
    visible(called(student)),
    ...own.flatMap(line).map((text) => `  ${text}`),
  ]);
}

function markText(mark: Written): string {
  if (mark === null) return 'no mark';
  return mark === '' ? '(blank)' : String(mark);
}

/** Why a mark differs. */
export function whyText({ causes }: MarkChange, words: Words): string {
  return causes.map((cause) => causeText(cause, words)).join('; ');
}

function causeText(cause: Cause, words: Words): string {
  switch (cause.kind) {
    case 'evidence':
      return `evidence of ${cause.days.map(words.day).join(', ')} entered since`;
    case 'taken_out':
      return `evidence of ${cause.days.map(words.day).join(', ')} taken out`;
    case 'override':
      return "a teacher's judgement";
    case 'excuse':
      return 'excused, or no longer';
    case 'rules':
      return 'the policy, scale or standards have moved';
    case 'left':
      return 'no longer among these students';
    case 'joined':
      return 'has come since';
    case 'no_longer_marked':
      return 'no longer marked in this term';
    case 'newly_marked':
      return 'marked in this term since';
  }
}
