/** Bare `pl`: at a terminal who I am, which gradebook, what one does next; in a script the help. */
import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { painter } from '../output/colour.js';
import { visible } from '../output/safe.js';
import { english } from '../output/words.js';
import { counts } from '../store/counts.js';
import type { Session } from './session.js';

export function define(command: Command, session: Session, program: Command): void {
  command.action(() => home(session, program));
}

async function home(session: Session, program: Command): Promise<void> {
  if (!session.io.outIsTerminal) return program.outputHelp();
  const paint = await painter(session.colour);
  const who = session.who === null ? '' : ` You are ${session.who}.`;
  session.print.text(
    `${paint.bold('pl')}: what have students shown, and who is ready to move on?${visible(who)}`,
  );
  for (const line of existsSync(session.path)
    ? await withGradebook(session)
    : withoutGradebook(session))
    session.print.text(line);
}

function withoutGradebook(session: Session): string[] {
  return [
    `There is no gradebook at ${visible(session.path)} yet.`,
    '',
    '  pl demo                  watch the whole job on a made-up school',
    '  pl init                  make your own gradebook',
    '  pl help                  all commands',
  ];
}

async function withGradebook(session: Session): Promise<string[]> {
  const book = await session.book();
  const held = counts(book, session.today);
  const { count } = english;
  return [
    `${visible(book.path)}: ${count(held.active_students, 'student')}, ${count(held.assessable, 'competency')}, ${count(held.evidence, 'piece')} of evidence`,
    '',
    ...nextSteps(held),
  ];
}

function nextSteps(held: ReturnType<typeof counts>): string[] {
  if (held.students === 0)
    return [
      '  pl import roster FILE       bring in students and sections',
      '  pl student add ID NAME      or add one by hand',
    ];
  if (held.competencies === 0) return ['  pl import standards FILE    bring in what can be shown'];
  return [
    '  pl record STUDENT COMPETENCY LEVEL   record what a student showed',
    '  pl progress STUDENT                  her page',
    '  pl ready                             who is ready to move on',
    '  pl rollup                            what changed since the last time',
    '  pl help                              all commands',
  ];
}
