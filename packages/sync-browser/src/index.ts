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
export { engine } from './engine.js';
export { changes } from './changes.js';
export { bridgeCapabilities, dangerOf, type BridgeCapability } from './bridge/capabilities.js';
export { isTooBroad } from './bridge/origins.js';
export { browserProfileId, objectIdIn, tabSessionId, type OwnerKind, type ProfileKind } from './names/object-id.js';
export {
  bookmarkRoots,
  bookmarkTree,
  type BookmarkEntry,
  type BookmarkNode,
  type BookmarkRoot,
  type BookmarkTree,
  type Mended,
} from './tree/bookmark-tree.js';
export { orderBetween } from './tree/order-between.js';
