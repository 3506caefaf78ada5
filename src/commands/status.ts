/** `pl status`: where the gradebook is and how much it holds. */
import type { Command } from 'commander';
import { visible } from '../output/safe.js';
import { english } from '../output/words.js';
import { counts } from '../store/counts.js';
import type { Session } from './session.js';

export function define(command: Command, session: Session): void {
  command
    .addHelpText('after', '\nExamples:\n  pl status\n  pl status --json')
    .action(() => status(session));
}

async function status(session: Session): Promise<void> {
  const book = await session.book();
  const facts = { gradebook: book.path, ...counts(book, session.today) };
  if (session.format === 'json') session.printJson(facts);
  else if (session.format === 'csv')
    await session.printCsv(Object.keys(facts), [Object.values(facts)]);
  else session.print(page(facts));
}

function page(facts: { gradebook: string } & ReturnType<typeof counts>): string {
  const { count } = english;
  const withdrawn = facts.students - facts.active_students;
  return [
    visible(facts.gradebook),
    `  ${count(facts.active_students, 'student')}${withdrawn > 0 ? ` (and ${withdrawn} withdrawn)` : ''}, ${count(facts.sections, 'section')}, ${count(facts.teachers, 'teacher')}, ${count(facts.schools, 'school')}`,
    `  ${count(facts.assessable, 'competency')} that can be recorded on, in ${count(facts.frameworks, 'framework')}; ${count(facts.links, 'link')}, ${count(facts.pathways, 'pathway')}`,
    `  ${count(facts.evidence, 'piece')} of evidence (${facts.struck} struck), ${count(facts.overrides, 'override')}`,
  ].join('\n');
}
