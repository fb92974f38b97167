import { parseControlRecord, type ControlStatement } from '@sourceos/sync-kernel';
import { roleNameOf } from './co-sign.js';
import { keysOfRole, type Maker } from './maker.js';

/** A record of the control log that has no effect yet, since too few keys of its role signed it. */
export interface PendingRecord {
  /** The statement's id: signatures of equal statements join. */
  readonly id: string;
  readonly statement: ControlStatement;
  /** A record of it, to be given to `coSign`. */
  readonly record: Uint8Array;
  /** Keys of the role that signed, and how many it takes. */
  readonly signed: number;
  readonly threshold: number;
  /** Whether a key is kept here that could sign and did not. */
  readonly canSign: boolean;
}

/** What waits for signatures, in the order in which it came. A root that another one overtook waits for nothing. */
export const pendingRecords = ({
  crypto,
  log,
  secrets,
}: Pick<Maker, 'crypto' | 'log' | 'secrets'>): readonly PendingRecord[] => {
  const view = log.view();
  const root = view.root();
  if (root === undefined) return [];
  const waiting = new Map<string, { statement: ControlStatement; record: Uint8Array; signers: Set<string> }>();
  for (const record of log.records()) {
    const parsed = parseControlRecord(crypto, record);
    if (!parsed.ok) continue;
    const { id, statement, signatures } = parsed.value;
    if (view.withoutEffect(id)?.detail !== 'threshold_not_met') continue;
    // A root that skips one is not signed before the one that it skips is there.
    if (statement.kind === 'root' && statement.version !== root.version + 1) continue;
    const known = waiting.get(id) ?? { statement, record, signers: new Set<string>() };
    for (const { keyId } of signatures) known.signers.add(keyId);
    waiting.set(id, known);
  }
  return [...waiting].flatMap(([id, { statement, record, signers }]): readonly PendingRecord[] => {
    // The old threshold and the new: what is said is what lacks more.
    const roles = [
      root.roles[roleNameOf(statement.kind)],
      ...(statement.kind === 'root' ? [statement.roles.root] : []),
    ];
    const counts = roles.map(({ keys, threshold }) => ({
      signed: keys.filter((key) => signers.has(key)).length,
      threshold,
    }));
    const [least] = counts.sort((a, b) => a.signed - a.threshold - (b.signed - b.threshold));
    if (least === undefined || least.signed === 0) return [];
    const own = keysOfRole(crypto, secrets, {
      keys: roles.flatMap(({ keys }) => keys.filter((key) => !signers.has(key))),
    });
    return [{ id, statement, record, ...least, canSign: own.length > 0 }];
  });
};
