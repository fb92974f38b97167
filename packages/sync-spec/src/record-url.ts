import * as z from 'zod';

const host = String.raw`(?:\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63}){0,126}\.?)`;
const authority = String.raw`${host}(?::[0-9]{1,5})?`;
const rest = String.raw`(?:[/?#][!-~]*)?`;

/**
 * An absolute web address in a record, serialised as the URL Standard does (ASCII, punycode host).
 * It has no place for a user name or a password, and names nothing that runs, as `javascript:` does.
 *
 * @param max the most characters that it may have
 * @param schemes the schemes that it may have
 */
export const webUrl = (max: number, schemes: readonly ('http' | 'https')[] = ['https']) =>
  z
    .string()
    .max(max)
    .regex(new RegExp(`^(?:${schemes.join('|')})://${authority}${rest}$`), {
      error: `an ${schemes.join(' or ')} address without credentials`,
    });

/** The origin of a web page: scheme, host and port, and nothing after them. */
export const webOrigin = () =>
  z
    .string()
    .max(262)
    .regex(new RegExp(`^https?://${authority}$`), { error: 'an origin such as https://example.org' });
