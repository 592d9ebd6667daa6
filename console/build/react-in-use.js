/**
 * What the page calls neither itself nor through another package. React's modules are no ES modules, so the build does
 * not find it out.
 */
const UNUSED = [
  'Children|__COMPILER_RUNTIME|addTransitionType|cache|cacheSignal|hydrateRoot|lazy|memo|startTransition',
  'unstable_\\w+|useActionState|useDebugValue|useDeferredValue|useOptimistic|useReducer|useTransition',
  'browser|createPortal|flushSync|preconnect|prefetchDNS|preinit|preinitModule|preload|preloadModule',
  'requestFormReset|useFormState|useFormStatus',
].join('|');
const statement = new RegExp(`^exports\\.(?:${UNUSED}) = (?:.*;\\n|.*\\n(?: .*\\n)*};\\n)`, 'gm');
const use = new RegExp(`import {[^}]*\\b(?:${UNUSED})\\b[^}]*} from ['"]react|\\bReact(?:DOM)?\\.(?:${UNUSED})\\b`);

/** Leaves out of React what is not used, some 2 kB zipped. A module that does use it ends the build. */
export const reactInUse = {
  name: 'react-in-use',
  enforce: 'pre',
  transform(code, id) {
    if (/\/node_modules\/react(-dom)?\/cjs\//.test(id)) return code.replace(statement, '');
    if (use.test(code)) throw new Error(`${id} uses a part of React that console/build/react-in-use.js leaves out`);
    return undefined;
  },
};
