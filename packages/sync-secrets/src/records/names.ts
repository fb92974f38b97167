import * as z from 'zod';

// Records of this engine have no free text. A value that somebody pastes needs a place to be pasted
// into, and a note beside a reference is the usual one.
const name = /^[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?$/;

/** The name by which people and programs ask for a secret: `github/deploy`. */
export const secretName = z
  .string()
  .max(128)
  .regex(name, { error: 'a name of letters, digits and . _ / - between them' });

/** How a vault names one of its entries. It says nothing about the value. */
export const vaultKeyId = z
  .string()
  .max(128)
  .regex(name, { error: 'a key id of letters, digits and . _ / - between them' });
