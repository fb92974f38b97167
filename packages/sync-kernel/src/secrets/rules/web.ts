import { assigned } from '../assigned.js';
import {
  base64Url,
  beginsWord,
  dottedBase64Url,
  labelLength,
  runEnd,
  runStart,
  tokenCharacters,
} from '../characters.js';
import type { SecretRule } from '../rule.js';
import { databaseUrl, urlWithPassword } from './url-credentials.js';

/** The end of a run of base64url of at least so many characters, or -1. */
const part = (text: string, from: number, least: number): number => {
  const enough = runEnd(text, from, base64Url, least);
  return enough - from < least ? -1 : runEnd(text, enough, base64Url);
};

/** Credentials of protocols rather than of one service. */
export const web: readonly SecretRule[] = [
  {
    kind: 'json-web-token',
    source: 'RFC 7519 §3; RFC 7515 §7.1',
    // The base64url of `{"`.
    anchors: ['eyJ'],
    find: (text, at) => {
      // A label may stand before it. Deep within a run it is not looked for, or a long run would be read many times.
      if (runStart(text, at, base64Url, labelLength) === at - labelLength) return undefined;
      const header = part(text, at, 12);
      if (header === -1 || text[header] !== '.') return undefined;
      if (!text.startsWith('ey', header + 1)) return undefined;
      const payload = part(text, header + 1, 12);
      if (payload === -1 || text[payload] !== '.') return undefined;
      const signature = part(text, payload + 1, 20);
      return signature === -1 ? undefined : { start: at, end: signature };
    },
  },
  {
    kind: 'sendgrid-key',
    source: 'gitleaks: sendgrid-api-token',
    anchors: ['SG.'],
    find: (text, at, anchor) => {
      if (!beginsWord(text, at)) return undefined;
      const body = at + anchor.length;
      const enough = runEnd(text, body, dottedBase64Url, 40);
      if (enough - body < 40 || !text.slice(body + 16, enough).includes('.')) return undefined;
      return { start: at, end: runEnd(text, enough, dottedBase64Url) };
    },
  },
  assigned({
    kind: 'authorization-header',
    source: 'RFC 9110 §11.6.2; RFC 6750 §2.1; RFC 7617 §2',
    names: [
      'Authorization: Bearer',
      'authorization: Bearer',
      'Authorization: Basic',
      'authorization: Basic',
      'Authorization: token',
      'PRIVATE-TOKEN:',
      'X-Api-Key:',
      'x-api-key:',
    ],
    characters: tokenCharacters,
    least: 16,
  }),
  databaseUrl,
  urlWithPassword,
];
