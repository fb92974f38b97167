import { base64Url, digits, isAt, runEnd, runStart, type Characters } from '../characters.js';
import type { SecretRule } from '../rule.js';
import { token } from '../token.js';

const slackCharacters: Characters = Uint8Array.from(base64Url);
for (const other of '.%') slackCharacters[other.charCodeAt(0)] = 1;

/** A path as it stands in a URL, and in one whose slashes JSON escaped. */
const pathCharacters: Characters = Uint8Array.from(base64Url);
for (const other of '/\\') pathCharacters[other.charCodeAt(0)] = 1;

/** An address that is a secret: who knows its path may post. */
const webhook = (kind: string, source: string, hosts: readonly string[], path: RegExp): SecretRule => ({
  kind,
  source,
  anchors: hosts,
  find: (text, at, anchor) => {
    const start = at + anchor.length;
    const enough = runEnd(text, start, pathCharacters, 128);
    const matched = path.exec(text.slice(start, enough));
    if (matched === null) return undefined;
    return { start: start + (matched[1] ?? '').length, end: runEnd(text, enough, pathCharacters) };
  },
});

/** Tokens and addresses of chats. */
export const messaging: readonly SecretRule[] = [
  token({
    kind: 'slack-token',
    source: 'https://docs.slack.dev/authentication/tokens',
    prefixes: ['xoxb-', 'xoxp-', 'xoxa-', 'xoxo-', 'xoxr-', 'xoxs-', 'xoxe-', 'xoxe.', 'xoxc-', 'xoxd-', 'xapp-'],
    characters: slackCharacters,
    least: 16,
  }),
  webhook(
    'slack-webhook',
    'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks',
    ['hooks.slack.com', 'hooks.slack-gov.com'],
    /^([/\\]{1,4}(?:services|workflows|triggers)[/\\]{1,4})[\w/\\-]{20}/,
  ),
  webhook(
    'discord-webhook',
    'https://discord.com/developers/docs/resources/webhook',
    ['discord.com', 'discordapp.com'],
    /^([/\\]{1,4}api[/\\]{1,4}(?:v\d{1,2}[/\\]{1,4})?webhooks[/\\]{1,4})\d{16,20}[/\\]{1,4}[\w-]{20}/,
  ),
  {
    kind: 'telegram-bot-token',
    source: 'https://core.telegram.org/bots/api#authorizing-your-bot',
    anchors: [':AA'],
    find: (text, at) => {
      const start = runStart(text, at, digits, 17);
      if (at - start < 6 || at - start > 16) return undefined;
      const end = runEnd(text, at + 1, base64Url, 36);
      // 35 characters follow the colon. A longer run is no token of today's form, and is rather caught than missed.
      return end - at - 1 < 35 ? undefined : { start, end: runEnd(text, end, base64Url) };
    },
  },
  {
    kind: 'discord-bot-token',
    source: 'https://discord.com/developers/docs/reference#authentication',
    anchors: ['.'],
    find: (text, at) => {
      if (text[at + 7] !== '.' || runEnd(text, at + 1, base64Url, 6) !== at + 7) return undefined;
      const start = afterEscape(text, runStart(text, at, base64Url, 31));
      if (at - start < 23 || at - start > 28 || !isBase64OfDigits(text.slice(start, at))) return undefined;
      const enough = runEnd(text, at + 8, base64Url, 27);
      return enough - at - 8 < 27 ? undefined : { start, end: runEnd(text, enough, base64Url) };
    },
  },
];

/** Past the letters of an escape, where a run of letters begins in the middle of one: `\\n`, `%3D`. */
const afterEscape = (text: string, start: number): number =>
  text[start - 1] === '\\' ? start + 1 : text[start - 1] === '%' ? start + 2 : start;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Whether a text is the unpadded base64 of decimal digits: a Discord token begins with its user's id in that form. */
const isBase64OfDigits = (text: string): boolean => {
  let bits = 0;
  let held = 0;
  for (const character of text) {
    bits = ((bits << 6) | alphabet.indexOf(character)) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    const byte = (bits >> held) & 0xff;
    if (byte < 0x30 || byte > 0x39) return false;
  }
  return isAt(text, 0, base64Url);
};
