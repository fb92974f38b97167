import type { Bookmark, BookmarkFolder, BookmarkSeparator, BrowserRecord } from '../record.js';
import { cycleBreakers } from './cycle-breakers.js';
import { duplicateKey } from './duplicate-key.js';

export type BookmarkEntry = Bookmark | BookmarkFolder | BookmarkSeparator;

/** A bookmark, folder or separator in its place, with what stands in it. */
export interface BookmarkNode {
  readonly objectId: string;
  readonly record: BookmarkEntry;
  readonly children: readonly BookmarkNode[];
}

/** The roots of a profile, as `parent` names them. */
export const bookmarkRoots = ['toolbar', 'menu', 'mobile', 'other'] as const;
export type BookmarkRoot = (typeof bookmarkRoots)[number];

/** Where the tree shows something otherwise than its record says, and why. */
export interface Mended {
  readonly objectId: string;
  /** `orphan`: its folder is not there. `cycle`: it stood in itself. `duplicate`: an equal sibling is shown. */
  readonly why: 'orphan' | 'cycle' | 'duplicate';
}

/** The bookmarks of one profile: every record once, or named in `mended` as the duplicate of one that is shown. */
export interface BookmarkTree {
  readonly roots: Readonly<Record<BookmarkRoot, readonly BookmarkNode[]>>;
  readonly mended: readonly Mended[];
}

interface Growing extends BookmarkNode {
  readonly children: Growing[];
}

const isRoot = (parent: string): parent is BookmarkRoot => bookmarkRoots.some((root) => root === parent);

const isEntry = (record: BrowserRecord): record is BookmarkEntry =>
  record.type === 'Bookmark' || record.type === 'BookmarkFolder' || record.type === 'BookmarkSeparator';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Order among siblings; two that were given one place concurrently stand by their names. */
const bySibling = (a: Growing, b: Growing): number =>
  compare(a.record.order, b.record.order) || compare(a.objectId, b.objectId);

const withoutDuplicates = (siblings: readonly Growing[], mended: Mended[]): Growing[] => {
  const shown = new Map<string, string>();
  for (const { objectId, record } of siblings) {
    const key = duplicateKey(record);
    const known = key === undefined ? undefined : shown.get(key);
    if (key !== undefined && (known === undefined || objectId < known)) shown.set(key, objectId);
  }
  return siblings.filter(({ objectId, record }) => {
    const key = duplicateKey(record);
    const isShown = key === undefined || shown.get(key) === objectId;
    if (!isShown) mended.push({ objectId, why: 'duplicate' });
    return isShown;
  });
};

/**
 * The tree of a profile's bookmarks, from the records in force: the same on every device that has the same records, in
 * whatever order they came. Concurrent moves of different folders may leave records that make no tree; here a folder that
 * stands in itself, and whatever stands in a folder that is gone, are shown in `other`, where a person finds them, and of
 * siblings that are equal in everything but their place one is shown. No record is changed. Time is linear, but for sorting.
 */
export const bookmarkTree = (
  profileId: string,
  entries: Iterable<readonly [objectId: string, record: BrowserRecord]>,
): BookmarkTree => {
  const nodes = new Map<string, Growing>();
  for (const [objectId, record] of entries) {
    if (isEntry(record) && record.profileId === profileId) nodes.set(objectId, { objectId, record, children: [] });
  }
  const folderOf = ({ record }: Growing): Growing | undefined => {
    const folder = nodes.get(record.parent);
    return folder?.record.type === 'BookmarkFolder' ? folder : undefined;
  };
  const lifted = cycleBreakers(nodes.keys(), (objectId) => {
    const node = nodes.get(objectId);
    return node === undefined ? undefined : folderOf(node)?.objectId;
  });
  const roots: Record<BookmarkRoot, Growing[]> = { toolbar: [], menu: [], mobile: [], other: [] };
  const mended: Mended[] = [];
  for (const node of nodes.values()) {
    const { objectId, record } = node;
    const folder = folderOf(node);
    if (isRoot(record.parent)) roots[record.parent].push(node);
    else if (folder !== undefined && !lifted.has(objectId)) folder.children.push(node);
    else {
      roots.other.push(node);
      mended.push({ objectId, why: folder === undefined ? 'orphan' : 'cycle' });
    }
  }
  const arrange = (siblings: Growing[]): void => {
    siblings.sort(bySibling);
    const shown = withoutDuplicates(siblings, mended);
    siblings.splice(0, siblings.length, ...shown);
  };
  for (const root of bookmarkRoots) arrange(roots[root]);
  for (const { children } of nodes.values()) arrange(children);
  return { roots, mended: mended.sort((a, b) => compare(a.objectId, b.objectId)) };
};
