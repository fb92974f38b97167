export { manifest } from './manifest.js';
export {
  browserRecord,
  type Bookmark,
  type BookmarkFolder,
  type BookmarkSeparator,
  type BridgeGrant,
  type BrowserContainer,
  type BrowserExtension,
  type BrowserProfile,
  type BrowserRecord,
  type TabSession,
} from './record.js';
