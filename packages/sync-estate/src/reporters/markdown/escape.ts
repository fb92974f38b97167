import { printable } from '../printable.js';

const entity = (character: string): string => `&#${character.charCodeAt(0)};`;

/**
 * Text that Markdown shows as it is, also in a table's cell: no emphasis, link, HTML, mention or autolink. Entities
 * and not backslashes, because renderers disagree about a backslash before a pipe. A reference (@name, #1) is looked
 * for after entities are decoded, so a zero-width space parts it.
 */
export const escapeMarkdown = (text: string): string =>
  printable(text)
    .replace(/[&<>\\`*_[\]()#|~@!$]/g, entity)
    .replace(/:(?=\/\/)/g, entity)
    .replace(/(www)\./gi, '$1&#46;')
    .replace(/&#(?:64|35);/g, '$&&#8203;');

/** A name or a value, set in code. */
export const code = (text: string): string => `<code>${escapeMarkdown(text)}</code>`;

/** A link to a web page; any other scheme stays text. */
export const link = (label: string, url: string): string =>
  /^https?:\/\/[!-~]+$/i.test(url)
    ? `[${code(label)}](<${url.replace(/[<>|\\&]/g, encodeURIComponent)}>)`
    : code(label);
