import { type CompletionTable } from './completion-table.js';

/** Writes the completion of a program for bash 4 and later. The words are in the script: a TAB starts no program. */
export function bashCompletion(table: CompletionTable, program: string): string {
  const cases = [...table].map(([key, offer]) => {
    const words = typeof offer === 'string' ? `<${offer}>` : offer.words.map(({ word }) => word).join(' ');
    return `    '${key}') echo '${words}' ;;`;
  });
  return `# Completion of ${program} for bash.
_${program}_offer() {
  case $1 in
${cases.join('\n')}
  esac
}

_${program}() {
  local cur=\${COMP_WORDS[COMP_CWORD]} command=${program} option= word offer
  local -i i at=1
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    # bash makes three words of --state=live.
    if [[ $word == '=' ]]; then continue
    elif [[ -n $option ]]; then option=
    elif [[ $word == -* ]]; then [[ -z $(_${program}_offer "$command $word") ]] || option=$word
    elif [[ " $(_${program}_offer "$command") " == *" $word "* ]]; then command="$command $word"
    else at+=1
    fi
  done
  if [[ $cur == '=' ]]; then cur=; fi
  if [[ -n $option ]]; then offer=$(_${program}_offer "$command $option")
  elif [[ $cur == -* ]]; then offer=$(_${program}_offer "$command -")
  else
    offer=$(_${program}_offer "$command")
    offer=\${offer:-$(_${program}_offer "$command $at")}
    offer=\${offer:-$(_${program}_offer "$command *")}
  fi
  COMPREPLY=()
  case $offer in
    '<any>') ;;
    '<file>') compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
    *) mapfile -t COMPREPLY < <(compgen -W "$offer" -- "$cur") ;;
  esac
}

complete -F _${program} ${program}`;
}
