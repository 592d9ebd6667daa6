// The pattern of ajv's `email` at the edge, with the lengths of RFC 5321. It allows no comma, quote, bracket, space,
// control character or second @: each of them can make two addresses of one.
const ADDRESS =
  /^(?=.{3,254}$)(?=[^@]{1,64}@)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

/** Whether the text is one plain e-mail address and nothing else, not even a name. */
export function isMailAddress(text: string): boolean {
  return ADDRESS.test(text);
}
