import { declarationsOf } from '../inspect/declaration.js';
import { judgeManifest } from '../inspect/judge-manifest.js';
import { suggestionFor } from '../finding/locate-drafts.js';
import { locate } from '../json/locate.js';
import { parseJson } from '../json/parse-json.js';
import { deriveFix, type Fix } from './fix.js';

/** Times that a file is looked at anew: a correction may bring another to light, and each look lists a bounded number. */
const most = 5;

/** A stretch of text and what takes its place. */
interface Edit {
  readonly offset: number;
  readonly length: number;
  readonly content: string;
}

/** @param text the manifest without a byte order mark */
const editOf = (text: string, fix: Fix): Edit => {
  switch (fix.kind) {
    case 'remove-byte-order-mark':
      return { offset: 0, length: 0, content: '' };
    case 'remove-item': {
      // A repeated item is never the first of its list, so it goes with the comma before it. (The edit that
      // jsonc-parser makes of this breaks lists that stand on one line.)
      const { offset, length } = locate(text, fix.path, 'value');
      const comma = text.lastIndexOf(',', offset);
      return { offset: comma, length: offset + length - comma, content: '' };
    }
    case 'rename-key':
    case 'replace-value':
      return {
        ...locate(text, fix.path, fix.kind === 'rename-key' ? 'key' : 'value'),
        content: JSON.stringify(fix.to),
      };
  }
};

interface Pass {
  readonly after: string;
  readonly count: number;
}

/** All fixes that one look at a manifest shows; they are about different places. */
const fixOnce = (bytes: Buffer, slug: string | undefined): Pass | undefined => {
  const json = parseJson(bytes);
  // Where a name is repeated, nobody can tell which of the two an edit would be about.
  if (json.kind !== 'document' || json.duplicates.length > 0) return undefined;
  const edits = judgeManifest(json, declarationsOf(json.value) ?? [], slug)
    .map((draft) => deriveFix(draft, json.value, suggestionFor(draft)))
    .filter((fix) => fix !== undefined)
    .map((fix) => editOf(json.text, fix))
    .sort((a, b) => b.offset - a.offset);
  if (edits.length === 0) return undefined;
  // From the last to the first, so that no edit moves the place of another.
  const after = edits.reduce(
    (text, { offset, length, content }) => text.slice(0, offset) + content + text.slice(offset + length),
    json.text,
  );
  return { after, count: edits.length };
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
  for (let passes = 0; passes < most; passes += 1) {
    const pass = fixOnce(Buffer.from(after), slug);
    if (pass === undefined) break;
    after = pass.after;
    count += pass.count;
  }
  return count === 0 ? undefined : { before, after, count };
};
