import { type CompletionTable, type Offer } from './completion-table.js';

/** Writes the completion of a program for zsh. The words are in the script: a TAB starts no program. */
export function zshCompletion(table: CompletionTable, program: string): string {
  const cases = [...table].map(
    ([key, offer]) => `    '${key}') print -rl -- ${itemsOf(offer).map(quoted).join(' ')} ;;`,
  );
  return `#compdef ${program}
_${program}_offer() {
  case $1 in
${cases.join('\n')}
  esac
}

_${program}() {
  local cur=$words[CURRENT] command=${program} option= word found
  local -i i at=1
  local -a offer
  for ((i = 2; i < CURRENT; i++)); do
    word=$words[i]
    if [[ -n $option ]]; then option=
    elif [[ $word == -* ]]; then [[ -z "$(_${program}_offer "$command $word")" ]] || option=$word
    elif [[ $'\\n'"$(_${program}_offer "$command")" == *$'\\n'"$word":* ]]; then command="$command $word"
    else at+=1
    fi
  done
  if [[ -z $option && $cur == --*=* ]]; then
    option=\${cur%%=*}
    compset -P '*='
  fi
  if [[ -n $option ]]; then found=$(_${program}_offer "$command $option")
  elif [[ $cur == -* ]]; then found=$(_${program}_offer "$command -")
  else
    found=$(_${program}_offer "$command")
    found=\${found:-"$(_${program}_offer "$command $at")"}
    found=\${found:-"$(_${program}_offer "$command *")"}
  fi
  offer=("\${(@f)found}")
  case $found in
    ('') ;;
    ('<any>') _message value ;;
    ('<file>') _files ;;
    (*) _describe ${program} offer ;;
  esac
}

if [[ $funcstack[1] == _${program} ]]; then _${program} "$@"; else compdef _${program} ${program}; fi`;
}

function itemsOf(offer: Offer): string[] {
  if (typeof offer === 'string') return [`<${offer}>`];
  return offer.words.map(({ word, what }) => (what === '' ? word : `${word}:${what}`));
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
