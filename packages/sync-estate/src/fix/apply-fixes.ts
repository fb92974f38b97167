import type { Path } from '@sourceos/sync-spec';
import { judgeManifest } from '../inspect/judge-manifest.js';
import { declarationsOf } from '../inspect/declaration.js';
import { suggestionFor } from '../finding/locate-drafts.js';
import { locate } from '../json/locate.js';
import { parseJson } from '../json/parse-json.js';
import { deriveFix, type Fix } from './fix.js';

/** Most fixes of one file: each is followed by a new look at the text. */
const most = 200;

const nextFix = (bytes: Buffer, slug: string | undefined): Fix | undefined => {
  const json = parseJson(bytes);
  // Where a name is repeated, nobody can tell which of the two an edit would be about.
  if (json.kind !== 'document' || json.duplicates.length > 0) return undefined;
  for (const draft of judgeManifest(json, declarationsOf(json.value) ?? [], slug)) {
    const fix = deriveFix(draft, json.value, suggestionFor(draft));
    if (fix !== undefined) return fix;
  }
  return undefined;
};

const replaceAt = (text: string, fix: Extract<Fix, { to: string }>): string => {
  const { offset, length } = locate(text, fix.path, fix.kind === 'rename-key' ? 'key' : 'value');
  return `${text.slice(0, offset)}${JSON.stringify(fix.to)}${text.slice(offset + length)}`;
};

/**
 * A repeated item is never the first of its list, so it goes with the comma before it. (The edit that
 * jsonc-parser makes of this breaks lists that stand on one line.)
 */
const removeItem = (text: string, path: Path): string => {
  const { offset, length } = locate(text, path, 'value');
  return text.slice(0, text.lastIndexOf(',', offset)) + text.slice(offset + length);
};

const apply = (text: string, fix: Fix): string => {
  switch (fix.kind) {
    case 'remove-byte-order-mark':
      return text.slice(1);
    case 'remove-item':
      return removeItem(text, fix.path);
    case 'rename-key':
    case 'replace-value':
      return replaceAt(text, fix);
  }
};

/**
 * Applies every safe fix to a manifest's bytes; all other text, white space included, stays as it is.
 *
 * @returns the text before and after, and how many fixes were applied; undefined where there is nothing to fix
 */
export const applyFixes = (
  bytes: Buffer,
  slug: string | undefined,
): { readonly before: string; readonly after: string; readonly count: number } | undefined => {
  const before = bytes.toString('utf8');
  let after = before;
  let count = 0;
  while (count < most) {
    const fix = nextFix(Buffer.from(after), slug);
    if (fix === undefined) break;
    after = apply(after, fix);
    count += 1;
  }
  return count === 0 ? undefined : { before, after, count };
};
