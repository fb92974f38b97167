/** The untrusted relay: it keeps what members of a scope send each other, and can read none of it. */
export { createRelay, type Relay, type RelayOptions } from './relay.js';
export { relayLimits, type RelayLimits } from './limits/limits.js';
export { createMemoryStore } from './store/memory-store.js';
export { openSqliteStore, type SqliteStoreOptions } from './store/sqlite-store.js';
export { openNatsStore, type NatsStoreOptions } from './store/nats-store.js';
export { StoreInUseError } from './store/sqlite/database-lock.js';
export type { Appending, Reading, RelayStore, ScopeFacts, StoredEntry, StoredSnapshot } from './store/store.js';
export { entryKinds, type EntryKind } from './protocol/kinds.js';
export { encodePage, parsePage, type Page, type PageEntry } from './protocol/page.js';
export { problems, type ProblemCode } from './protocol/problem.js';
export { encodeSubmission, type Submitted } from './protocol/submission.js';
export {
  contexts,
  leafBytes,
  sessionBytes,
  snapshotBytes,
  type HeadStatement,
  type LeafStatement,
  type ReceiptStatement,
  type SessionStatement,
  type Signed,
  type SnapshotStatement,
} from './protocol/statements.js';
export { feedCodes, feedProtocol } from './feed/feed-protocol.js';
