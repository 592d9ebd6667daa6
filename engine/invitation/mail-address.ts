// What ajv's `email` allows at the edge, and the lengths of RFC 5321. No comma, quote, bracket, space, control
// character or second @ gets past it: each of them can make one address into two.
const ADDRESS =
  /^(?=.{3,254}$)(?=[^@]{1,64}@)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

/** Whether the text is one plain e-mail address, without a name, and nothing else. */
export function isMailAddress(text: string): boolean {
  return ADDRESS.test(text);
}
