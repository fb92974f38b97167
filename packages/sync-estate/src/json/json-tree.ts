import type { Path } from '@sourceos/sync-spec';
import { parseTree, type Node } from 'jsonc-parser';

/** A stretch of text: UTF-16 code units from its start. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

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

/**
 * Where a path lies in a text: the member's name or its value. Where the path does not exist, the
 * object that lacks it; where a name is repeated, the last, which is the one that counts.
 */
export const locate = (tree: Node | undefined, path: Path, on: 'key' | 'value'): Span => {
  let node = tree;
  let key: Node | undefined;
  for (const step of path) {
    let next: Node | undefined;
    if (typeof step === 'number') {
      next = node?.type === 'array' ? node.children?.[step] : undefined;
      key = undefined;
    } else {
      const property =
        node?.type === 'object' ? node.children?.findLast((child) => child.children?.[0]?.value === step) : undefined;
      next = property?.children?.[1];
      key = property?.children?.[0];
    }
    if (next === undefined) {
      // What lacks a member is shown by its opening bracket, not by all of it.
      return { offset: node?.offset ?? 0, length: 1 };
    }
    node = next;
  }
  const at = on === 'key' && key !== undefined ? key : node;
  if (at === undefined) return { offset: 0, length: 0 };
  return { offset: at.offset, length: at.type === 'object' || at.type === 'array' ? 1 : at.length };
};
