import * as z from 'zod';

/**
 * A public key of 32 bytes (Ed25519 of RFC 8032, X25519 of RFC 7748) in base64url without padding.
 * The last character carries two bits of nothing, which must be zero: one key has one spelling.
 */
export const publicKey = () =>
  z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/, { error: 'a key of 32 bytes in base64url' });

/** An Ed25519 signature of 64 bytes in base64url without padding, in its one spelling. */
export const signature = () =>
  z.string().regex(/^[A-Za-z0-9_-]{85}[AQgw]$/, { error: 'a signature of 64 bytes in base64url' });
