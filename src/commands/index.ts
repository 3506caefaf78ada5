/** The verbs of `pl`, each in a file of its own that is loaded only when it is the one asked for. */
import type { Command } from 'commander';
import type { Session } from './session.js';

export interface Verb {
  readonly name: string;
  /** One line, lower case. */
  readonly summary: string;
  readonly hidden?: boolean;
  readonly load: () => Promise<VerbModule>;
}

export interface VerbModule {
  /** Adds arguments, flags, examples and the action to the verb's command. */
  readonly define: (command: Command, session: Session, program: Command) => void;
}

export const VERBS: readonly Verb[] = [
  {
    name: 'home',
    summary: 'who am I, which gradebook, what next',
    hidden: true,
    load: () => import('./home.js'),
  },
  { name: 'init', summary: 'make an empty gradebook', load: () => import('./init.js') },
  {
    name: 'demo',
    summary: 'walk through the whole job on a made-up school',
    load: () => import('./demo.js'),
  },
  {
    name: 'status',
    summary: 'where the gradebook is and what it holds',
    load: () => import('./status.js'),
  },
  {
    name: 'import',
    summary: 'bring in a roster, standards, evidence, pathways or groups',
    load: () => import('./import.js'),
  },
  { name: 'students', summary: 'list students', load: () => import('./students.js') },
  { name: 'sections', summary: 'list sections', load: () => import('./sections.js') },
  {
    name: 'standards',
    summary: 'list competencies, or find them by words',
    load: () => import('./standards.js'),
  },
  {
    name: 'student',
    summary: 'add, edit, move or withdraw a student by hand',
    load: () => import('./student.js'),
  },
  {
    name: 'year',
    summary: 'school years: begin one with its roster',
    load: () => import('./year.js'),
  },
  { name: 'record', summary: 'record one piece of evidence', load: () => import('./record.js') },
  {
    name: 'note',
    summary: 'write words about a student, without a score',
    load: () => import('./note.js'),
  },
  {
    name: 'comment',
    summary: "write words for a student's report card",
    load: () => import('./comment.js'),
  },
  {
    name: 'reportcard',
    summary: 'report cards: what is owed, what was sent, what would differ today',
    load: () => import('./reportcard.js'),
  },
  {
    name: 'override',
    summary: "set a level by the teacher's professional judgement",
    load: () => import('./override.js'),
  },
  {
    name: 'excuse',
    summary: 'say that a competency is not asked of a student',
    load: () => import('./excuse.js'),
  },
  {
    name: 'overrides',
    summary: "teachers' judgements beside what the evidence says, disputed ones first",
    load: () => import('./overrides.js'),
  },
  {
    name: 'excuses',
    summary: 'what is not asked of whom, and why',
    load: () => import('./excuses.js'),
  },
  {
    name: 'advance',
    summary: 'move a student on to the next stage',
    load: () => import('./advance.js'),
  },
  {
    name: 'pathway',
    summary: 'pathways, their stages, and who is how far on them',
    load: () => import('./pathway.js'),
  },
  { name: 'undo', summary: 'take back the last entry', load: () => import('./undo.js') },
  { name: 'strike', summary: 'take one piece of evidence out', load: () => import('./strike.js') },
  {
    name: 'fix',
    summary: 'take one piece of evidence out and enter it anew',
    load: () => import('./fix.js'),
  },
  {
    name: 'forget',
    summary: "erase a student for good, on the law's demand",
    load: () => import('./forget.js'),
  },
  {
    name: 'retention',
    summary: 'who left longer ago than records are kept',
    load: () => import('./retention.js'),
  },
  {
    name: 'split',
    summary: 'make a gradebook of some sections for a colleague',
    load: () => import('./split.js'),
  },
  {
    name: 'backup',
    summary: 'make a checked copy of the gradebook',
    load: () => import('./backup.js'),
  },
  {
    name: 'restore',
    summary: 'put a copy of the gradebook in its place',
    load: () => import('./restore.js'),
  },
  {
    name: 'merge',
    summary: 'bring other gradebooks into this one',
    load: () => import('./merge.js'),
  },
  {
    name: 'moderation',
    summary: 'where two people scored the same work, how far they agree',
    load: () => import('./moderation.js'),
  },
  {
    name: 'check',
    summary: 'look whether the gradebook is sound, and say what to do',
    load: () => import('./check.js'),
  },
  { name: 'log', summary: 'who entered what, when', load: () => import('./log.js') },
  {
    name: 'imports',
    summary: 'what was brought in from files, and what it changed',
    load: () => import('./imports.js'),
  },
  {
    name: 'rollup',
    summary: 'bring every mastery up to date and print what changed',
    load: () => import('./rollup.js'),
  },
  {
    name: 'nightly',
    summary: 'do what a file says, every night: imports, rollup, exports, backup',
    load: () => import('./nightly.js'),
  },
  {
    name: 'progress',
    summary: 'mastery per student and competency',
    load: () => import('./progress.js'),
  },
  {
    name: 'ready',
    summary: 'who is ready to move on, and what others still need',
    load: () => import('./ready.js'),
  },
  {
    name: 'summary',
    summary: 'how students stand on each competency, counted',
    load: () => import('./summary.js'),
  },
  {
    name: 'explain',
    summary: 'how a result came about, score by score',
    load: () => import('./explain.js'),
  },
  {
    name: 'grades',
    summary: 'letters and averages, where a policy states them',
    load: () => import('./grades.js'),
  },
  {
    name: 'policy',
    summary: 'show or set how evidence becomes mastery',
    load: () => import('./policy.js'),
  },
  {
    name: 'term',
    summary: 'terms, their days and what is taught in each',
    load: () => import('./term.js'),
  },
  { name: 'scale', summary: 'list, set or use scales', load: () => import('./scale.js') },
  {
    name: 'export',
    summary: 'write mastery, evidence, roster, standards or pathways as CSV',
    load: () => import('./export.js'),
  },
  {
    name: 'config',
    summary: 'your own settings: name, section, dates, colours, words',
    load: () => import('./config.js'),
  },
  {
    name: 'selftest',
    summary: 'check pl against figures that others have published',
    load: () => import('./selftest.js'),
  },
  {
    name: 'completion',
    summary: 'print a script that completes what you type in a shell',
    load: () => import('./completion.js'),
  },
  {
    name: '__complete',
    summary: 'what the shell may complete a word to',
    hidden: true,
    load: () => import('./complete.js'),
  },
  { name: 'help', summary: 'help on a command, or on exit-codes', load: () => import('./help.js') },
];
