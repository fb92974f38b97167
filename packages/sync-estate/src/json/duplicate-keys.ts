import type { Path } from '@sourceos/sync-spec';
import { parseTree, type Node } from 'jsonc-parser';
import type { Span } from './span.js';

/** The members of objects that repeat an earlier name, in the order of the text, which is valid JSON. */
export const duplicateKeys = (text: string): { path: Path; span: Span }[] => {
  const found: { path: Path; span: Span }[] = [];
  const walk = (node: Node | undefined, path: Path): void => {
    if (node?.type === 'array') node.children?.forEach((child, index) => walk(child, [...path, index]));
    if (node?.type !== 'object') return;
    const seen = new Set<string>();
    for (const property of node.children ?? []) {
      const [key, value] = property.children ?? [];
      if (key === undefined) continue;
      const name = key.value as string;
      if (seen.has(name)) found.push({ path: [...path, name], span: key });
      seen.add(name);
      walk(value, [...path, name]);
    }
  };
  walk(parseTree(text), []);
  return found;
};
