/**
 * Which files belong together, and in which format each is: formats of many files take all that were
 * given, others one file each.
 */
import {
  type Found,
  findFormat,
  type Glimpse,
  glimpse,
  type Signs,
  Undecided,
} from '../../formats/format.js';
import { headerScore } from '../../formats/known-headers.js';
import type { Member } from '../../formats/member.js';
import { openTable } from '../../formats/table.js';
import type { Session } from '../session.js';

/** Files that are imported as one; `found` is null for the CSV of `pl` itself. */
export interface Batch<F extends Signs> {
  readonly members: readonly Member[];
  readonly found: Found<F> | null;
}

/**
 * `isOwn`: whether a file is one of `pl` itself, whatever signs of formats of one file it has. Throws
 * `PlError('ambiguous')` where several formats fit, `PlError('usage')` where the one that is
 * `asked` for is not known.
 */
export function batchesOf<F extends Signs>(
  formats: readonly F[],
  members: readonly Member[],
  asked: string | undefined,
  isOwn: (file: Glimpse) => boolean = () => false,
): readonly Batch<F>[] {
  const seen = new Map(members.map((member) => [member, glimpseOf(member)]));
  const look = (some: readonly Member[]) => some.flatMap((one) => seen.get(one) ?? []);
  const named = asked === undefined ? null : findFormat(formats, [], asked);
  const together =
    asked === undefined ? findFormat(formats.filter(isMany), look(members), asked) : named;
  if (together?.format.many === true) return [{ members, found: together }];
  const single = formats.filter((format) => !isMany(format));
  const foundFor = (member: Member) => {
    if (asked !== undefined) return named;
    const files = look([member]);
    return files.some(isOwn) ? null : findFormat(single, files, asked);
  };
  return members.map((member) => ({ members: [member], found: foundFor(member) }));
}

/**
 * What `act` makes of the files. Where several formats fit as well, a person at a terminal says which;
 * a script is refused with them (`PlError('ambiguous')`).
 */
export async function decided<T>(
  session: Pick<Session, 'interactive' | 'ask'>,
  act: (format?: string) => T,
): Promise<T> {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof Undecided) || !session.interactive) throw error;
    const choices = error.candidates.map(({ name, title }) => ({ name: title, value: name }));
    return act(await session.ask.choose(`${error.files.join(', ')} may be`, choices));
  }
}

function isMany({ many }: Signs): boolean {
  return many;
}

/** What a file looks like, from its beginning. */
export function glimpseOf(member: Member): Glimpse {
  const headers = () =>
    openTable([member.head()], member.path, { score: headerScore([]) }).table?.headers ?? [];
  return glimpse(member, headers);
}
