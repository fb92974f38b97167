import * as z from 'zod';

const name = '[A-Za-z0-9][A-Za-z0-9._~@/:+-]*';
const maxLength = 256;

/**
 * A reference from a record to another object. Stricter than the published schemas, which fix only
 * the beginning: the rest is plain ASCII and bounded, so that a reference can be shown and compared as it is.
 *
 * @param kinds what the URN may name, for example `device`; any kind where none is given
 */
export const urnOf = (...kinds: readonly string[]) => {
  const kind = kinds.length === 0 ? '[a-z][a-z0-9-]*' : `(?:${kinds.join('|')})`;
  const expected = (kinds.length === 0 ? ['…'] : kinds).map((each) => `urn:srcos:${each}:…`).join(' or ');
  return z
    .string()
    .max(maxLength)
    .regex(new RegExp(`^urn:srcos:${kind}:${name}$`), { error: `a URN of the form ${expected}` });
};
