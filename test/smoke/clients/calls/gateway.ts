const { GATEWAY_URL, USER_NAME, USER_PASSWORD, ACCOUNT_ID } = process.env as Record<string, string>;

/** The gateway that runs, the user who signs in, and the user's account. */
export const gateway = {
  url: GATEWAY_URL!,
  user: USER_NAME!,
  password: USER_PASSWORD!,
  authorization: `Basic ${Buffer.from(`${USER_NAME}:${USER_PASSWORD}`).toString('base64')}`,
  accountId: ACCOUNT_ID!,
};

/** What a client learns by its calls. */
export interface Seen {
  user: string;
  positions: string[];
  ordered: string;
  listed: string[];
  status: string;
  expires: string;
  questions: number;
  commanded: number;
}

// `unknown` extends itself and `any` alone.
type Known<T> = unknown extends T ? never : T;
type AllKnown<T> = { [Key in keyof T]: Known<T[Key]> };

/** Prints it for the test. A value that a client knows only as `any` or `unknown` does not compile. */
export function tell<T extends Seen>(seen: T & AllKnown<T>): void {
  console.log(JSON.stringify(seen));
}

/** A value of a client's own type for it. One that is `any` or `unknown` does not compile. */
export function text<T>(value: Known<T>): T {
  return value;
}

/** What the reply holds, or an end with what came instead. */
export function expect<T>(data: T | undefined, otherwise: unknown): T {
  if (data === undefined) throw new Error(JSON.stringify(otherwise));
  return data;
}

/** The token of the candidate's link. */
export const tokenOf = (link: string): string => new URL(link).searchParams.get('app_link')!;

/** Ends the program with status 1 if it fails. */
export function run(calls: () => Promise<void>): void {
  calls().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
