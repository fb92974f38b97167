import { base64, runEnd, upperAlphanumeric, type Characters } from '../characters.js';
import type { SecretRule, Span } from '../rule.js';
import { token } from '../token.js';

/** How far after its header the body of a key is looked for: header fields such as `DEK-Info` come first. */
const bodyWithin = 512;

const labelCharacters: Characters = Uint8Array.from(upperAlphanumeric);
labelCharacters[' '.charCodeAt(0)] = 1;

const blank = new Uint8Array(128);
// A backslash and the letters of an escape too: a key in a JSON string has `\n` for its line breaks.
for (const character of ' \t\r\n\\nr') blank[character.charCodeAt(0)] = 1;

/** Whether 32 characters of base64 follow each other soon: a header that prose mentions has no body. */
const hasBody = (text: string, from: number): boolean => {
  const limit = Math.min(text.length, from + bodyWithin);
  for (let index = from; index < limit; index += 1) {
    const end = runEnd(text, index, base64, 32);
    if (end - index >= 32) return true;
    index = end;
  }
  return false;
};

/** From a PEM header to the line that ends it; to the end of the text where none does. */
const pemBlock = (text: string, at: number, anchor: string): Span | undefined => {
  const label = at + anchor.length;
  const afterLabel = runEnd(text, label, labelCharacters, 40);
  if (!text.startsWith('-----', afterLabel)) return undefined;
  if (!/PRIVATE KEY(?: BLOCK)?$/.test(text.slice(label, afterLabel))) return undefined;
  const body = afterLabel + 5;
  // A header with nothing after it is the first of the lines that a key was split into.
  if (runEnd(text, body, blank) < text.length && !hasBody(text, body)) return undefined;
  const footer = text.indexOf('-----END ', body);
  if (footer === -1) return { start: at, end: text.length };
  const end = runEnd(text, footer + 9, labelCharacters, 40);
  return { start: at, end: text.startsWith('-----', end) ? end + 5 : end };
};

/** Whether a service account's JSON has the key as its `private_key`. */
const isServiceAccount = (text: string, at: number): boolean =>
  text.slice(Math.max(0, at - 24), at).includes('private_key');

/** Private keys in the forms that programs write them in. */
export const privateKeys: readonly SecretRule[] = [
  {
    kind: 'gcp-service-account-key',
    source: 'https://cloud.google.com/iam/docs/keys-create-delete',
    anchors: ['-----BEGIN '],
    find: (text, at, anchor) => (isServiceAccount(text, at) ? pemBlock(text, at, anchor) : undefined),
  },
  {
    kind: 'private-key',
    // RSA, DSA and EC in their old forms, PKCS #8 plain and encrypted, OpenSSH (PROTOCOL.key), OpenPGP (RFC 9580 §6.2).
    source: 'RFC 7468 §10 and §11; OpenSSH PROTOCOL.key; RFC 9580 §6.2',
    anchors: ['-----BEGIN '],
    find: pemBlock,
  },
  {
    kind: 'putty-private-key',
    source: 'https://the.earth.li/~sgtatham/putty/latest/htmldoc/AppendixC.html',
    anchors: ['PuTTY-User-Key-File-'],
    find: (text, at, anchor) => (hasBody(text, at + anchor.length) ? { start: at, end: text.length } : undefined),
  },
  token({
    kind: 'age-secret-key',
    source: 'https://age-encryption.org/v1',
    prefixes: ['AGE-SECRET-KEY-', 'AGE-PLUGIN-'],
    characters: labelledBech32(),
    least: 50,
  }),
];

/** Bech32 is written in upper case here; the name of a plugin or of a newer key type stands before a hyphen. */
function labelledBech32(): Characters {
  const characters = Uint8Array.from(upperAlphanumeric);
  characters['-'.charCodeAt(0)] = 1;
  return characters;
}
