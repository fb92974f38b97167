import type { BookmarkEntry } from './bookmark-tree.js';

/** What makes two siblings the same bookmark: everything but place and age. Folders and separators are never the same. */
export const duplicateKey = (record: BookmarkEntry): string | undefined => {
  if (record.type !== 'Bookmark') return undefined;
  const { url, title, keyword = null, tags = [] } = record;
  return JSON.stringify([url, title, keyword, [...tags].sort()]);
};
