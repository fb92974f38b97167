import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BrowserRecord } from '../record.js';
import { bookmarkRoots, bookmarkTree, type BookmarkNode, type BookmarkTree } from './bookmark-tree.js';

const profileId = 'urn:srcos:browser-profile:personal-home';
const folderId = (n: number): string => `urn:srcos:bookmark-folder:personal-home:${String(n)}`;
const bookmarkId = (n: number): string => `urn:srcos:bookmark:personal-home:${String(n)}`;
const addedAt = '2026-05-07T09:30:00Z';
const folder = (parent: string, order = 'V'): BrowserRecord => ({
  type: 'BookmarkFolder',
  profileId,
  parent,
  order,
  title: 'F',
  addedAt,
});
const bookmark = (parent: string, order = 'V', title = 'B'): BrowserRecord => ({
  type: 'Bookmark',
  profileId,
  parent,
  order,
  title,
  url: 'https://example.org/',
  addedAt,
});

/** Every node with the ids above it, without recursion. */
const paths = ({ roots }: BookmarkTree): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, readonly string[]>();
  const open: { readonly node: BookmarkNode; readonly above: readonly string[] }[] = bookmarkRoots.flatMap((root) =>
    roots[root].map((node) => ({ node, above: [root] })),
  );
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, above } = next;
    if (found.has(node.objectId)) throw new Error(`${node.objectId} stands in two places`);
    found.set(node.objectId, above);
    const below = [...above, node.objectId];
    open.push(...node.children.map((child) => ({ node: child, above: below })));
  }
  return found;
};

const parents = fc.oneof(
  fc.constantFrom(...bookmarkRoots),
  fc.nat({ max: 7 }).map(folderId),
  fc.constant(bookmarkId(0)),
);
const records = fc
  .array(
    fc.record({
      isFolder: fc.boolean(),
      n: fc.nat({ max: 7 }),
      parent: parents,
      order: fc.constantFrom('A', 'V', 'b'),
      title: fc.constantFrom('x', 'y'),
    }),
    { maxLength: 24 },
  )
  .map(
    (drafts) =>
      new Map(
        drafts.map(({ isFolder, n, parent, order, title }) =>
          isFolder ? [folderId(n), folder(parent, order)] : [bookmarkId(n), bookmark(parent, order, title)],
        ),
      ),
  );

describe('the tree of bookmarks', () => {
  it('has every record once, in no cycle, or names it as the duplicate of one that is shown', () => {
    fc.assert(
      fc.property(records, (entries) => {
        const tree = bookmarkTree(profileId, entries);
        const shown = paths(tree);
        const duplicates = tree.mended.filter(({ why }) => why === 'duplicate').map(({ objectId }) => objectId);
        expect([...shown.keys(), ...duplicates].sort()).toEqual([...entries.keys()].sort());
        for (const [objectId, above] of shown) expect(above).not.toContain(objectId);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is the same in whatever order the records come', () => {
    fc.assert(
      fc.property(
        records.chain((entries) =>
          fc.tuple(fc.constant(entries), fc.shuffledSubarray([...entries], { minLength: entries.size })),
        ),
        ([entries, shuffled]) => {
          expect(bookmarkTree(profileId, shuffled)).toEqual(bookmarkTree(profileId, entries));
        },
      ),
    );
  });

  it('leaves what is in order as the records say', () => {
    const tree = bookmarkTree(profileId, [
      [folderId(1), folder('menu')],
      [bookmarkId(1), bookmark(folderId(1), 'b', 'second')],
      [bookmarkId(2), bookmark(folderId(1), 'a', 'first')],
    ]);
    expect(tree.mended).toEqual([]);
    expect(tree.roots.menu[0]?.children.map(({ objectId }) => objectId)).toEqual([bookmarkId(2), bookmarkId(1)]);
  });

  it('shows two folders that were moved into each other, and all in them, once', () => {
    const tree = bookmarkTree(profileId, [
      [folderId(1), folder(folderId(2))],
      [folderId(2), folder(folderId(1))],
      [bookmarkId(1), bookmark(folderId(2))],
    ]);
    expect(tree.mended).toEqual([{ objectId: folderId(1), why: 'cycle' }]);
    expect(Object.fromEntries(paths(tree))).toEqual({
      [folderId(1)]: ['other'],
      [folderId(2)]: ['other', folderId(1)],
      [bookmarkId(1)]: ['other', folderId(1), folderId(2)],
    });
  });

  it('shows what stood in a folder that is gone in `other`', () => {
    const tree = bookmarkTree(profileId, [[bookmarkId(1), bookmark(folderId(9))]]);
    expect(tree.roots.other.map(({ objectId }) => objectId)).toEqual([bookmarkId(1)]);
    expect(tree.mended).toEqual([{ objectId: bookmarkId(1), why: 'orphan' }]);
  });

  it('shows nothing of another profile, not in a folder of its own either', () => {
    const other = { ...bookmark(folderId(1)), profileId: 'urn:srcos:browser-profile:enterprise-work' } as BrowserRecord;
    const tree = bookmarkTree(profileId, [
      [folderId(1), folder('menu')],
      ['urn:srcos:bookmark:work:1', other],
    ]);
    expect([...paths(tree).keys()]).toEqual([folderId(1)]);
  });

  it('is made of a chain of 100,000 folders, and of a ring of them', () => {
    const ring = Array.from({ length: 100_000 }, (_, n): [string, BrowserRecord] => [
      folderId(n),
      folder(folderId((n + 1) % 100_000)),
    ]);
    expect(bookmarkTree(profileId, ring).mended).toEqual([{ objectId: folderId(0), why: 'cycle' }]);
    expect(bookmarkTree(profileId, ring.slice(1)).mended).toEqual([{ objectId: folderId(99_999), why: 'orphan' }]);
  });
});
