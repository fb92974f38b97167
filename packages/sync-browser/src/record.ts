import * as z from 'zod';
import { bookmarkFolder } from './records/bookmark-folder.js';
import { bookmarkSeparator } from './records/bookmark-separator.js';
import { bookmark } from './records/bookmark.js';
import { bridgeGrant } from './records/bridge-grant.js';
import { browserContainer } from './records/browser-container.js';
import { browserExtension } from './records/browser-extension.js';
import { browserProfile } from './records/browser-profile.js';
import { tabSession } from './records/tab-session.js';

/**
 * The object model of the collection `browser`, version 0.1.0. The header of a write names the object;
 * a record has no id of its own. Private windows, history, cookies and passwords have no representation.
 */
export const browserRecord = z.discriminatedUnion('type', [
  browserProfile,
  bookmark,
  bookmarkFolder,
  bookmarkSeparator,
  tabSession,
  browserContainer,
  bridgeGrant,
  browserExtension,
]);

export type BrowserRecord = z.infer<typeof browserRecord>;
export type BrowserProfile = z.infer<typeof browserProfile>;
export type Bookmark = z.infer<typeof bookmark>;
export type BookmarkFolder = z.infer<typeof bookmarkFolder>;
export type BookmarkSeparator = z.infer<typeof bookmarkSeparator>;
export type TabSession = z.infer<typeof tabSession>;
export type BrowserContainer = z.infer<typeof browserContainer>;
export type BridgeGrant = z.infer<typeof bridgeGrant>;
export type BrowserExtension = z.infer<typeof browserExtension>;
