/** `pl completion`: a script that teaches a shell to complete what is typed after `pl`. */
import type { Command } from 'commander';
import { SCRIPTS, type Shell } from './completion/scripts.js';
import { kindArgument } from './options.js';
import type { Session } from './session.js';

export function define(command: Command, session: Session): void {
  command
    .description('print a script that completes commands, flags, sections and codes in your shell')
    .addArgument(kindArgument('which shell', Object.keys(SCRIPTS), '<shell>'))
    .addHelpText('after', EXAMPLES)
    .action((shell: Shell) => session.print(SCRIPTS[shell]));
}

const EXAMPLES = `
Where to put the script, so that every new shell has it:
  bash         ~/.local/share/bash-completion/completions/pl
  zsh          a file named _pl in a folder of your fpath
  fish         ~/.config/fish/completions/pl.fish
  PowerShell   at the end of the file that $PROFILE names
Students are completed by their ids alone: no name appears on the screen.

Examples:
  pl completion bash
  pl completion fish -o pl.fish`;
