export type { HostFailure, HostResult } from './failure.js';
export type {
  Changes,
  Compaction,
  DecisionQuery,
  Dropped,
  Loaded,
  NewScope,
  QuarantineLimits,
  RemoteChanges,
  Store,
  Usage,
} from './store/store.js';
export type {
  AuditRow,
  BatchPlace,
  CursorRow,
  DecisionRow,
  NewBatch,
  NewControl,
  NewEntry,
  NewOutboxEntry,
  Origin,
  OutboxEntry,
  OutboxKind,
  QuarantineRow,
  ReceiptRow,
  ReviewRow,
  ScopeRow,
  SealedKey,
  StoredEntry,
  TallyRow,
} from './store/rows.js';
export { storeCodes, type StoreCode, type StoreResult } from './store/store-code.js';
