/**
 * The completion scripts. Each asks `pl __complete N -- WORD…`, N being the place of the word under the
 * cursor, and gets a candidate a line with a tab before what it means. No answer: the shell offers files.
 */
export type Shell = 'bash' | 'zsh' | 'fish' | 'powershell';

/** Bash cuts words at : and = too: what belongs together is joined, and the part before the cut not repeated. */
const bash = String.raw`# bash completion for pl
_pl() {
  local -a words=()
  local cur='' head='' line rest="$COMP_LINE" at i word
  for ((i = 0; i <= COMP_CWORD; i++)); do
    word="${'$'}{COMP_WORDS[i]}"
    at="${'$'}{rest%%[! ]*}"
    rest="${'$'}{rest#"$at"}"
    rest="${'$'}{rest#"$word"}"
    if ((i > 0)) && [[ -z $at && ( $word == [:=]* || ${'$'}{COMP_WORDS[i - 1]} == *[:=] ) ]]; then
      words[${'$'}{#words[@]} - 1]+="$word"
    else
      words+=("$word")
    fi
  done
  cur="${'$'}{words[${'$'}{#words[@]} - 1]}"
  head="${'$'}{cur%"${'$'}{COMP_WORDS[COMP_CWORD]}"}"
  [[ ${'$'}{COMP_WORDS[COMP_CWORD]} == [:=] ]] && head="$cur"
  local quote="${'$'}{cur:0:1}"
  [[ $quote == [\"\'] ]] || quote=''
  local n=$((${'$'}{#words[@]} - 2))
  words=("${'$'}{words[@]//[\"\'\\]/}")
  COMPREPLY=()
  while IFS= read -r line; do
    line="${'$'}{line%%$'\t'*}"
    line="${'$'}{line#"${'$'}{head//[\"\'\\]/}"}"
    [[ -n $quote ]] || printf -v line %q "$line"
    COMPREPLY+=("$line")
  done < <("${'$'}{words[0]}" __complete "$n" -- "${'$'}{words[@]:1}" 2>/dev/null)
  return 0
}
complete -o default -F _pl pl
`;

const zsh = String.raw`#compdef pl
# zsh completion for pl
_pl() {
  local -a found
  local line
  for line in "${'$'}{(@f)$(pl __complete $((CURRENT - 2)) -- "${'$'}{(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
    [[ -z $line ]] && continue
    found+=("${'$'}{${'$'}{line%%$'\t'*}//:/\\:}:${'$'}{line#*$'\t'}")
  done
  if (( $#found )); then
    _describe -t pl 'pl' found
  else
    _files
  fi
}
if [[ $funcstack[1] == _pl ]]; then
  _pl "$@"
else
  compdef _pl pl
fi
`;

const fish = String.raw`# fish completion for pl
function __pl_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l found (pl __complete (math (count $words) - 2) -- $words[2..-1] 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c pl -f -a '(__pl_complete)'
`;

const powershell = String.raw`# PowerShell completion for pl
Register-ArgumentCompleter -Native -CommandName pl -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.StartOffset -lt $cursorPosition } |
        ForEach-Object { $_.ToString().Trim('"', "'") })
    $n = $words.Count
    if ($wordToComplete -ne '') { $n = $n - 1 }
    pl __complete $n '--' @words 2>$null | ForEach-Object {
        $candidate, $about = $_ -split "${'`'}t", 2
        $text = $candidate
        if ($candidate -match '[^\w.:=/-]') { $text = "'" + $candidate.Replace("'", "''") + "'" }
        if (-not $about) { $about = $candidate }
        [System.Management.Automation.CompletionResult]::new($text, $candidate, 'ParameterValue', $about)
    }
}
`;

export const SCRIPTS: Readonly<Record<Shell, string>> = { bash, zsh, fish, powershell };
