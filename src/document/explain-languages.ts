import { type Fault } from '../../engine/fault.js';
import { isJsonObject } from '../../engine/json-object.js';
import { languageIdFor } from '../../engine/languages/language-id-for.js';

// A text by language: its key is the language.
const TEXT_KEY = /\/(?:introduction|caption|text|red|yellow|green)\/([^/]+)$/;

/**
 * Says of a wrong language id in a position file which one is meant (`eng` for `en`). A text in a language that the
 * position itself names wrongly is not reported again: it is the same fault.
 */
export function explainLanguages(faults: Fault[], value: unknown): Fault[] {
  const languages: unknown = isJsonObject(value) ? value.languages : undefined;
  const named: unknown[] = Array.isArray(languages) ? languages : [languages];
  return faults.flatMap((fault) => {
    if (fault.pointer === '/languages') return [meant(fault, languages)];
    const index = /^\/languages\/(\d+)$/.exec(fault.pointer)?.[1];
    if (index !== undefined) return [meant(fault, named[Number(index)])];
    const key = fault.keyword === 'additionalProperties' ? TEXT_KEY.exec(fault.pointer)?.[1] : undefined;
    if (key === undefined) return [fault];
    return named.includes(key) ? [] : [meant(fault, key)];
  });
}

/** Says of a wrong `language_id` of a request which one is meant. */
export function explainLanguageId(faults: Fault[], value: unknown): Fault[] {
  if (faults.length === 0 || !isJsonObject(value)) return faults;
  return faults.map((fault) => (fault.pointer === '/language_id' ? meant(fault, value.language_id) : fault));
}

function meant(fault: Fault, given: unknown): Fault {
  const id = typeof given === 'string' ? languageIdFor(given) : undefined;
  if (id === undefined) return fault;
  // A long text may begin like a language too, and it is not repeated.
  const word = /^[\w-]{1,16}$/.test(String(given)) ? ` for ${String(given)}` : '';
  return { ...fault, detail: `${fault.detail}: write ${id}${word}` };
}
