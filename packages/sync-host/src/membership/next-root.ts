import { bytesToHex } from '@noble/hashes/utils.js';
import {
  controlStatementId,
  keyIdOf,
  parseControlRecord,
  signControlRecord,
  type ControlBody,
  type StatementOf,
} from '@sourceos/sync-kernel';
import type { Crypto } from '@sourceos/sync-kernel/wire';
import type { ReadableLog } from './maker.js';

/** Whose signatures a root takes over: what they said stands under the next one only where it is adopted. */
const adoptedKinds: ReadonlySet<string> = new Set(['member', 'epoch', 'delegation', 'lease']);
const mostAdopted = 4_096;

/** The statements in force that stand by the root's keys, by id. */
const inForce = (crypto: Crypto, log: ReadableLog, except: readonly string[]): readonly string[] => {
  const left = new Set(except);
  const ids = new Set<string>();
  for (const bytes of log.records()) {
    const parsed = parseControlRecord(crypto, bytes);
    if (!parsed.ok || !adoptedKinds.has(parsed.value.statement.kind) || left.has(parsed.value.id)) continue;
    if (log.view().withoutEffect(parsed.value.id) === undefined) ids.add(parsed.value.id);
  }
  return [...ids].sort();
};

/** What the next root says. */
export interface NextRoot {
  readonly crypto: Crypto;
  readonly log: ReadableLog;
  readonly current: StatementOf<'root'>;
  /** Public keys that hold the roles, and how many of them sign. */
  readonly holders: readonly Uint8Array[];
  readonly threshold: number;
  /** Public key of the recovery role; absent: none. */
  readonly recovery: Uint8Array | undefined;
  /** Secret keys that sign, of the root before and of this one. */
  readonly secrets: readonly Uint8Array[];
  readonly expires: number;
  /** Statements that are not taken over. */
  readonly except: readonly string[];
}

/** The root that follows, adopting what is in force; with more of that than one root adopts, as many roots as it takes. */
export const nextRoots = ({ crypto, log, current, secrets, ...next }: NextRoot): readonly Uint8Array[] => {
  const keys: Record<string, string> = {};
  const named = (publicKey: Uint8Array): string => {
    const id = keyIdOf(crypto, publicKey);
    keys[id] = bytesToHex(publicKey);
    return id;
  };
  const role = { keys: next.holders.map(named), threshold: next.threshold };
  const recoveryRole = next.recovery && { recovery: { keys: [named(next.recovery)], threshold: 1 } };
  const roles = { root: role, members: role, delegations: role, ...recoveryRole };
  const adopted = inForce(crypto, log, next.except);
  const records: Uint8Array[] = [];
  let previous = controlStatementId(crypto, current);
  for (let at = 0; at === 0 || at < adopted.length; at += mostAdopted) {
    const body: ControlBody = {
      kind: 'root',
      scopeId: log.scopeId,
      version: current.version + 1 + records.length,
      previous,
      expires: next.expires,
      keys,
      roles,
      adopts: adopted.slice(at, at + mostAdopted),
    };
    records.push(signControlRecord(crypto, body, secrets));
    previous = controlStatementId(crypto, body);
  }
  return records;
};
