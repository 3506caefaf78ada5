/** `pl policy`: how evidence becomes mastery, at the gradebook, a framework or a competency. */
import type { Command } from 'commander';
import { defineCompare } from './policy/compare.js';
import { defineExport, defineImport } from './policy/file.js';
import { defineLint } from './policy/lint.js';
import { defineSet } from './policy/set.js';
import { defineShow } from './policy/show.js';
import type { Session } from './session.js';

export function define(command: Command, session: Session): void {
  command.addHelpText('afterAll', EXAMPLES);
  defineShow(command, session);
  defineSet(command, session);
  defineCompare(command, session);
  defineLint(command, session);
  defineExport(command, session);
  defineImport(command, session);
}

const EXAMPLES = `
Examples:
  pl policy show
  pl policy set method=decaying-average weight=0.65 recent=all --framework math
  pl policy set min_evidence=1 --competency rp.1
  pl policy set letters="A: mean 3.5; B: mean 3; C: mean 2; else F" average=levels
  pl policy set method=power-law --from 2027-08-01
  pl policy set method= weight= --framework math
  pl policy export -o policy.yaml
  pl policy import policy.yaml --dry-run`;
