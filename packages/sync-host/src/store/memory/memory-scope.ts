import { hashBytes, hashOf } from '../hash.js';
import type {
  CursorRow,
  DecisionRow,
  NewEntry,
  Origin,
  OutboxEntry,
  QuarantineRow,
  ReceiptRow,
  ReviewRow,
  ScopeRow,
  StoredEntry,
  TallyRow,
} from '../rows.js';
import type { Changes } from '../store.js';

type Changed<Value> = { -readonly [Key in keyof Value]: Value[Key] };

/** What the memory store holds of one scope. */
export interface MemoryScope {
  row: ScopeRow;
  snapshot: Uint8Array | undefined;
  /** By hash, in the order of their positions, as all maps here are in the order of arrival. */
  readonly entries: Map<string, StoredEntry>;
  readonly lastDots: Map<string, number>;
  readonly outbox: Map<string, OutboxEntry>;
  readonly receipts: Map<string, ReceiptRow>;
  readonly cursors: Map<string, CursorRow>;
  readonly decisions: Map<string, DecisionRow>;
  readonly review: Map<string, ReviewRow>;
  readonly quarantine: Map<string, QuarantineRow>;
  readonly tally: Map<string, Changed<TallyRow>>;
}

export const memoryScope = (row: ScopeRow): MemoryScope => ({
  row,
  snapshot: undefined,
  entries: new Map(),
  lastDots: new Map(),
  outbox: new Map(),
  receipts: new Map(),
  cursors: new Map(),
  decisions: new Map(),
  review: new Map(),
  quarantine: new Map(),
  tally: new Map(),
});

/** Bytes that their owner may change afterwards are kept as they were. */
export const copyOf = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes);

/** What comes to a place is a copy, and without members of undefined, as it is after SQLite. */
export const plain = <Value extends object>(value: Value): Value =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [name, member instanceof Uint8Array ? copyOf(member) : (member as unknown)]),
  ) as Value;

/** @throws TypeError for a name that is no hash, before anything is changed: the program is wrong */
export const checkNames = (changes: Pick<Changes, 'decisions' | 'settled' | 'review' | 'quarantine'>): void => {
  for (const rows of [changes.decisions, changes.review, changes.quarantine]) {
    for (const { writeId } of rows ?? []) hashBytes(writeId);
  }
  for (const writeId of changes.settled ?? []) hashBytes(writeId);
};

export const learnSequence = (scope: MemoryScope, hash: string, relaySequence: number): void => {
  const known = scope.entries.get(hash);
  if (known !== undefined && known.relaySequence === undefined) scope.entries.set(hash, { ...known, relaySequence });
};

/** Keeps an entry; false where it is there already. */
export const keepEntry = (
  scope: MemoryScope,
  origin: Origin,
  entry: NewEntry,
  { at, position }: { readonly at: number; readonly position: () => number },
): boolean => {
  const hash = hashOf(entry.bytes);
  if (scope.entries.has(hash)) {
    if (entry.relaySequence !== undefined) learnSequence(scope, hash, entry.relaySequence);
    return false;
  }
  const relaySequence = entry.relaySequence === undefined ? {} : { relaySequence: entry.relaySequence };
  const place = {
    bytes: copyOf(entry.bytes),
    position: position(),
    hash,
    origin,
    at,
    ...relaySequence,
  };
  if (entry.kind === 'control') scope.entries.set(hash, { kind: 'control', ...place });
  else {
    const { deviceId, sequence, size, root } = entry.statement;
    scope.entries.set(hash, {
      kind: 'batch',
      statement: { deviceId, sequence, size, root },
      ...place,
    });
    scope.lastDots.set(deviceId, Math.max(scope.lastDots.get(deviceId) ?? 0, sequence + size - 1));
  }
  return true;
};

export const count = (
  { row, tally }: MemoryScope,
  { what, why, bytes, at }: Pick<TallyRow, 'what' | 'why' | 'bytes'> & { readonly at: number },
): void => {
  const name = `${what} ${why}`;
  const before = tally.get(name) ?? {
    scopeId: row.scopeId,
    what,
    why,
    count: 0,
    bytes: 0,
    first: at,
    last: at,
  };
  before.count += 1;
  before.bytes += bytes;
  before.first = Math.min(before.first, at);
  before.last = Math.max(before.last, at);
  tally.set(name, before);
};
