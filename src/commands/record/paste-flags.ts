/** The flags of recording many pieces from standard input. */
import type { Command } from 'commander';

export interface PasteFlags {
  readonly paste?: boolean;
  readonly section?: string;
  readonly competency?: string;
  readonly dryRun?: boolean;
}

export function withPasteFlags(command: Command): Command {
  return command
    .option('--paste', 'read lines, or cells copied from a spreadsheet, from standard input')
    .option('--section <section>', 'with --round, --paste or --json -: whose students are meant')
    .option('--competency <code>', 'with --round or --paste: what all of it is on')
    .option('--dry-run', 'with --paste or --json -: check and show, and write nothing');
}
