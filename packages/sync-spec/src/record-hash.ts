import * as z from 'zod';

/**
 * A SHA-256 hash in a record: `sha256:` and 64 hexadecimal digits in lower case. Stricter than the
 * published schemas, which fix only the beginning: two spellings of one hash would be two hashes.
 */
export const sha256Hash = () =>
  z.string().regex(/^sha256:[0-9a-f]{64}$/, { error: 'sha256: and 64 hexadecimal digits in lower case' });
