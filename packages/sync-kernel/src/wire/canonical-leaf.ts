import { hasForm, headerMembers, type HeaderMember } from './header-shape.js';
import { createRecurring } from './recurring.js';
import { decodeUtf8 } from './utf8.js';
import type { WriteHeader } from './write.js';

/** A text that needs no escape. It takes no quotation mark, so that matching never goes back. */
const plain = String.raw`"([^"\\\u0000-\u001f]*)"`;

/** A header as `encodeLeaf` writes it: its members stand in the order of their names, of which the first is required. */
const canonical = new RegExp(
  `^\\{${headerMembers
    .map(({ name, required }, index) => {
      const member = `${index === 0 ? '' : ','}"${name}":${plain}`;
      return required ? member : `(?:${member})?`;
    })
    .join('')}\\}$`,
);

/** Members whose few values come again in write after write. */
const recurring: ReadonlySet<HeaderMember> = new Set<HeaderMember>([
  ...(['collection', 'schemaVersion', 'operation', 'authorId', 'deviceId'] as const),
  ...(['policyDomain', 'encryptionScope', 'workspaceId', 'orgId'] as const),
]);

/** How the text of each member is read: undefined where it does not have its form. */
const readers = headerMembers.map(({ name }): ((text: string) => string | undefined) => {
  const read = (text: string): string | undefined => (hasForm(name, text) ? text : undefined);
  return recurring.has(name) ? createRecurring(read) : read;
});

/**
 * The header of a leaf that is what `encodeLeaf` writes where no text needs an escape: the same that reading it as any
 * JSON gives, for less. Undefined where the leaf is another: then that other way has to judge it.
 */
export const readCanonicalLeaf = (leaf: Uint8Array): WriteHeader | undefined => {
  const text = decodeUtf8(leaf);
  const found = text === undefined ? null : canonical.exec(text);
  if (found === null) return undefined;
  const header: Partial<Record<HeaderMember, string>> = {};
  for (let index = 0; index < headerMembers.length; index += 1) {
    const written = found[index + 1];
    const member = headerMembers[index];
    if (written === undefined || member === undefined) continue;
    const value = readers[index]?.(written);
    if (value === undefined) return undefined;
    header[member.name] = value;
  }
  return header as WriteHeader;
};
