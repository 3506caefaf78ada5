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
    .action((shell: Shell) => session.print.text(SCRIPTS[shell]));
}

const EXAMPLES = `
To try it in this shell alone:
  bash         source <(pl completion bash)
  zsh          source <(pl completion zsh)
  fish         pl completion fish | source
  PowerShell   pl completion powershell | Out-String | Invoke-Expression

So that every new shell has it:
  bash         mkdir -p ~/.local/share/bash-completion/completions
               pl completion bash -o ~/.local/share/bash-completion/completions/pl
               or, without the package bash-completion:
               pl completion bash >> ~/.bashrc
  zsh          mkdir -p ~/.zfunc
               pl completion zsh -o ~/.zfunc/_pl
               and in ~/.zshrc, before compinit: fpath=(~/.zfunc $fpath)
  fish         mkdir -p ~/.config/fish/completions
               pl completion fish -o ~/.config/fish/completions/pl.fish
  PowerShell   pl completion powershell >> $PROFILE

Students are completed by their ids alone: no name appears on the screen.

Examples:
  pl completion bash
  pl completion fish -o pl.fish`;
