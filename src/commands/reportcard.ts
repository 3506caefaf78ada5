/** `pl reportcard`: what is owed before report cards go out, and what was sent when. */
import type { Command } from 'commander';
import { defineCheck } from './reportcard/check.js';
import { defineDiff } from './reportcard/diff.js';
import { defineIssue } from './reportcard/issue.js';
import { defineList, defineShow } from './reportcard/show.js';
import type { Session } from './session.js';

export function define(command: Command, session: Session): void {
  command.addHelpText('afterAll', EXAMPLES);
  defineCheck(command, session);
  defineIssue(command, session);
  defineList(command, session);
  defineShow(command, session);
  defineDiff(command, session);
}

const EXAMPLES = `
Examples:
  pl reportcard check --term T1
  pl reportcard issue --term T1 -o T1.csv
  pl reportcard diff

pl export report-card writes the same file and keeps nothing.`;
