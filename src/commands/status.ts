/** `pl status`: where the gradebook is and how much it holds. */
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import { daysBetween } from '../core/day.js';
import type { Day } from '../core/model.js';
import { visible } from '../output/safe.js';
import { english } from '../output/words.js';
import { type Backup, lastBackup } from '../store/copies/names.js';
import { counts } from '../store/counts.js';
import { groupNames } from '../store/groups.js';
import { keepsCopies, warnOfPlace } from './daily.js';
import type { Session } from './session.js';

export function define(command: Command, session: Session): void {
  command
    .addHelpText('after', '\nExamples:\n  pl status\n  pl status --json')
    .action(() => status(session));
}

async function status(session: Session): Promise<void> {
  const book = await session.book();
  const backup = lastBackup(book.path);
  const facts = {
    gradebook: book.path,
    ...counts(book, session.today),
    backup: backup?.path ?? null,
    backup_day: backup?.day ?? null,
    groups: groupNames(book).length,
  };
  if (session.format === 'json') session.print.json(facts);
  else if (session.format === 'csv')
    await session.print.csv(Object.keys(facts), [Object.values(facts)]);
  else session.print.text([...page(facts), backupLine(session, backup)].join('\n'));
  warnOfPlace(session);
}

function page(facts: { gradebook: string; groups: number } & ReturnType<typeof counts>): string[] {
  const { count } = english;
  const withdrawn = facts.students - facts.active_students;
  return [
    visible(facts.gradebook),
    `  ${count(facts.active_students, 'student')}${withdrawn > 0 ? ` (and ${withdrawn} withdrawn)` : ''}, ${count(facts.sections, 'section')}, ${count(facts.teachers, 'teacher')}, ${count(facts.schools, 'school')}`,
    `  ${count(facts.assessable, 'competency')} that can be recorded on, in ${count(facts.frameworks, 'framework')}; ${count(facts.links, 'link')}, ${count(facts.pathways, 'pathway')}`,
    `  ${count(facts.evidence, 'piece')} of evidence (${facts.struck} struck), ${count(facts.overrides, 'override')}`,
    ...(facts.groups === 0 ? [] : [`  ${count(facts.groups, 'group')} to count students by`]),
  ];
}

/** The last copy with its age in words, or why there is none. */
function backupLine(session: Session, backup: Backup | null): string {
  if (backup === null) {
    return keepsCopies(session)
      ? '  no copy yet: the first is kept at the first write of another day'
      : '  no copy, and none is kept: backups are off';
  }
  const place = join('backups', basename(backup.path));
  const off = keepsCopies(session) ? '' : '; backups are off';
  return visible(`  last copy: ${place}, ${ageText(backup.day, session.today)}${off}`);
}

function ageText(day: Day, today: Day): string {
  const days = daysBetween(day, today);
  if (days < 0) return `dated ${day}`;
  if (days < 2) return days === 0 ? 'today' : 'yesterday';
  return `${days} days ago`;
}
