import { printable } from '../printable.js';

const entity = (character: string): string => `&#${character.charCodeAt(0)};`;

/** A character of no width, written so that readers of the source see it. */
const parting = '&#8203;';

/**
 * Text that Markdown shows as it is, also in a table's cell: no emphasis, link, HTML, mention or autolink. Entities
 * and not backslashes, because renderers disagree about a backslash before a pipe. Mentions (@name, #1) and addresses
 * (www.x, https://x) are looked for after entities are decoded, so they are parted.
 */
export const escapeMarkdown = (text: string): string =>
  printable(text)
    .replace(/[&<>\\`*_[\]()#|~@!$]/g, entity)
    .replace(/&#(?:64|35);|www(?=\.)|:(?=\/\/)/gi, `$&${parting}`);

/** A name or a value, set in code. */
export const code = (text: string): string => `<code>${escapeMarkdown(text)}</code>`;

/** An address between angle brackets: what would end it or its cell is percent-encoded. */
const destination = (url: string): string => url.replace(/[<>|\\]/g, encodeURIComponent).replaceAll('&', '&amp;');

/** A link to a web page; any other address stays out, and the label stays text. */
export const link = (label: string, url: string): string =>
  /^https?:\/\/[!-~]+$/i.test(url) ? `[${code(label)}](<${destination(url)}>)` : code(label);
