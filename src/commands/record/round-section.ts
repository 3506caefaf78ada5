/** Which section a round walks through: the one that is named, else the one at hand, else asked for. */
import { PlError } from '../../core/errors.js';
import type { Id, Section, Student } from '../../core/model.js';
import { named } from '../../core/scope.js';
import { Cancelled } from '../../io.js';
import { sectionLine, unknownName } from '../finding.js';
import { type Desk, oneLine } from './asking-desk.js';

export interface Class {
  readonly id: Id;
  readonly name: string;
  /** Never empty. */
  readonly members: readonly Student[];
}

/**
 * The section of that name (all of them). Without one: that of `pl config` and that of the last
 * minutes, where they agree or only one is there; else a question. Throws `PlError` where there is
 * none, or nobody in it, and `Cancelled`.
 */
export async function sectionOf(desk: Desk, typed: string | undefined): Promise<Class> {
  const { sections, session } = desk;
  const found = typed === undefined ? await sectionAtHand(desk) : named(sections, typed);
  const [one] = found;
  if (one === undefined) {
    const known = sections.map(({ code }) => code);
    throw unknownName({ noun: 'section', name: typed ?? '', known });
  }
  const members = desk.membersOf(new Set(found.map(({ id }) => id)));
  if (members.length > 0) return { id: one.id, name: one.code, members };
  throw new PlError(
    'invalid',
    `section "${one.code}" has no active student on ${session.today}`,
    'pl sections',
  );
}

async function sectionAtHand(desk: Desk): Promise<readonly Section[]> {
  const { sections, own, memory } = desk;
  if (sections.length === 0) {
    throw new PlError(
      'not_found',
      'there is no section in this gradebook yet',
      'pl import roster FILE, with a column section',
    );
  }
  const lately = sections.filter(({ id }) => id === memory.section);
  const agree = own.some(({ id }) => id === memory.section);
  if (agree || lately.length === 0)
    return own.length > 0 ? own : [await askSection(desk, new Map())];
  if (own.length === 0) return lately;
  const why = new Map<Section, string>();
  for (const one of lately) why.set(one, 'where you recorded last');
  for (const one of own) why.set(one, 'yours by pl config');
  return [await askSection(desk, why)];
}

/** Those that there is a reason for come first, and say it. */
async function askSection(
  { session, sections }: Desk,
  why: ReadonlyMap<Section, string>,
): Promise<Section> {
  const choices = [...new Set([...why.keys(), ...sections])].map((value) => {
    const reason = why.get(value);
    const line = `${sectionLine(value)}${reason === undefined ? '' : ` · ${reason}`}`;
    return { name: oneLine(session, line), value };
  });
  const section = await session.ask.search('Which section?', (typed) => {
    const wanted = typed.trim().toLowerCase();
    return choices.filter(({ name }) => name.toLowerCase().includes(wanted));
  });
  if (section === null) throw new Cancelled();
  return section;
}
