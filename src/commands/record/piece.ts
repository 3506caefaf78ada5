/** What one says of a piece of evidence beside student, competency and level: the flags and how they are read. */
import type { Command } from 'commander';
import { PlError } from '../../core/errors.js';
import { KINDS, type Scale, type Support } from '../../core/model.js';
import { DEFAULT_KIND, likelyKind, type NewPiece } from '../../core/new-piece.js';
import { allowedScores, commaHint, readScore } from '../../core/scale.js';
import { withOtherDayName } from '../options.js';
import type { Session } from '../session.js';

export interface PieceFlags {
  readonly kind?: string;
  readonly on?: string;
  readonly by?: string;
  readonly title?: string;
  readonly link?: string;
  readonly support?: string;
  readonly tag?: readonly string[];
}

export function withPieceFlags(command: Command): Command {
  return withOtherDayName(command, '--date', 'on')
    .option(
      '--kind <kind>',
      `how it was shown: ${KINDS.join(', ')} or any word (default: ${DEFAULT_KIND})`,
    )
    .option('--on <date>', 'the day on which it was shown (default: today)')
    .option('--by <name>', 'who saw it, where that is not you')
    .option('--title <title>', 'the piece of work')
    .option('--link <link>', 'where the work is')
    .option('--support <support>', 'independent, help or home')
    .option(
      '--tag <tag>',
      'a tag (more than one may be given)',
      (tag: string, before: readonly string[] = []) => [...before, tag],
    );
}

export type PieceFacts = Pick<
  NewPiece,
  'observedOn' | 'kind' | 'title' | 'by' | 'link' | 'support' | 'tags'
>;

/** What the flags say of a piece, checked before the gradebook is opened. */
export function pieceFacts(session: Session, flags: PieceFlags): PieceFacts {
  const support = flags.support?.toLowerCase() ?? null;
  if (support !== null && !isSupport(support)) {
    throw new PlError(
      'usage',
      `--support "${flags.support}" is not one of independent, help, home`,
    );
  }
  const kind = flags.kind?.trim().toLowerCase() || DEFAULT_KIND;
  const meant = likelyKind(kind);
  if (meant !== null) session.say(`kind "${kind}" is kept as it is; did you mean "${meant}"?`);
  return {
    observedOn: session.pastDay(flags.on, '--on'),
    kind,
    title: trimmed(flags.title),
    by: trimmed(flags.by),
    link: trimmed(flags.link),
    support,
    tags: trimmed(flags.tag?.join(';')),
  };
}

/** As a file would have it: without the blanks around it, accents on their letters; null when nothing is left. */
export function trimmed(text: string | undefined): string | null {
  return text?.trim().normalize('NFC') || null;
}

function isSupport(word: string): word is Support {
  return word === 'independent' || word === 'help' || word === 'home';
}

/** A score on the scale. Throws `PlError('invalid')` with what the scale allows. */
export function givenScore(scale: Scale, level: string): number {
  const score = readScore(scale, level);
  if (score !== null) return score;
  throw new PlError(
    'invalid',
    `"${level}" is not on scale "${scale.name}": ${allowedScores(scale)}${commaHint(level, level.trim().replace(',', '.'))}`,
  );
}
