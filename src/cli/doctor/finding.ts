/** What a check found, in words, and what to do about it. */
export interface Finding {
  status: 'ok' | 'warn' | 'fail';
  found: string;
  todo?: string;
}

/** One check. It finds nothing (undefined) where there is nothing to check. */
export interface Check {
  name: string;
  look(): Finding | undefined | Promise<Finding | undefined>;
}

export const ok = (found: string): Finding => ({ status: 'ok', found });
export const warn = (found: string, todo: string): Finding => ({ status: 'warn', found, todo });
export const fail = (found: string, todo: string): Finding => ({ status: 'fail', found, todo });
