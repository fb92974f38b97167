import { alphanumeric, digits, isAt, runEnd, runStart, type Characters } from '../characters.js';
import type { SecretRule } from '../rule.js';

const escapedBase64: Characters = Uint8Array.from(alphanumeric);
for (const other of '%+/-_') escapedBase64[other.charCodeAt(0)] = 1;

const padding: Characters = new Uint8Array(128);
padding['='.charCodeAt(0)] = 1;

const clientSecret: Characters = Uint8Array.from(alphanumeric);
for (const other of '_~.-') clientSecret[other.charCodeAt(0)] = 1;

/** How far from the signature the end of its validity is looked for, in characters. */
const near = 256;

/** A shared access signature: `sig` beside `se`, the end of its validity. A `sig` alone is any signature. */
export const azureSharedSignature: SecretRule = {
  kind: 'azure-shared-access-signature',
  source: 'https://learn.microsoft.com/azure/storage/common/storage-sas-overview',
  anchors: ['sig='],
  find: (text, at, anchor) => {
    const start = at + anchor.length;
    const enough = runEnd(text, start, escapedBase64, 43);
    if (enough - start < 43) return undefined;
    // Padding ends it, and is no part of the run: a run that held `sig=` would be read again from each.
    const end = runEnd(text, runEnd(text, enough, escapedBase64), padding, 2);
    const around = text.slice(Math.max(0, at - near), at) + text.slice(end, end + near);
    return /[?&;]se=/.test(around) ? { start, end } : undefined;
  },
};

/** A client secret of an Entra application: three characters, a digit, `Q~`, and 31 to 34 more. */
export const azureAppSecret: SecretRule = {
  kind: 'azure-app-secret',
  source: 'gitleaks: azure-ad-client-secret',
  anchors: ['Q~'],
  find: (text, at, anchor) => {
    if (!isAt(text, at - 1, digits) || runStart(text, at, clientSecret, 4) !== at - 4) return undefined;
    const body = at + anchor.length;
    const enough = runEnd(text, body, clientSecret, 31);
    return enough - body < 31 ? undefined : { start: at - 4, end: runEnd(text, enough, clientSecret) };
  },
};
