import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString } from 'mdast-util-to-string';
import type { Finding } from '@sourceos/workspace';
import type { Checkout } from './checkout.js';
import type { EngineNames } from './engine-names.js';
import { readmeHeadings } from './engine-rooms.js';

/** The README of every engine has the same headings in the same order, down to the second level. */
export const checkEngineReadme = (checkout: Checkout, names: EngineNames): readonly Finding[] => {
  const path = `${names.directory}/README.md`;
  const text = checkout.read(path);
  if (text === undefined) return [];
  const headings = fromMarkdown(text).children.flatMap((node) =>
    node.type === 'heading' && node.depth <= 2
      ? [{ title: `${'#'.repeat(node.depth)} ${toString(node)}`, line: node.position?.start.line ?? 1 }]
      : [],
  );
  const expected = readmeHeadings(names);
  const length = Math.max(headings.length, expected.length);
  const first = Array.from({ length }, (_, index) => index).find((index) => headings[index]?.title !== expected[index]);
  if (first === undefined) return [];
  const heading = headings[first];
  return [
    {
      path,
      ...(heading && { line: heading.line }),
      found: heading ? `the heading "${heading.title}"` : `no heading after "${headings.at(-1)?.title ?? ''}"`,
      expected: expected[first] === undefined ? 'no further heading' : `the heading "${expected[first]}"`,
    },
  ];
};
