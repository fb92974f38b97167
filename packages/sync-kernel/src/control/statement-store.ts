import { hexToBytes } from '@noble/hashes/utils.js';
import type { Crypto } from '../wire/crypto.js';
import { equalBytes } from '../wire/bytes.js';
import { keyIdOf, type ControlRecord } from './control-record.js';
import type { ControlStatement } from './control-statement.js';

/** A statement that is held, with everybody who is known to have signed it. */
export interface Held<Statement extends ControlStatement = ControlStatement> {
  readonly id: string;
  readonly statement: Statement;
  readonly signed: Uint8Array;
  /** Key ids whose signature was verified; a key counts once however often it signed. */
  readonly signers: Set<string>;
  /** Signatures whose key nobody has shown yet. */
  readonly waiting: Map<string, Uint8Array[]>;
  /** The records that brought signatures, as they came. */
  readonly records: Uint8Array[];
}

/** What adding did: a new statement, more signatures of one that is there, nothing, or a refusal. */
export type Added = 'new' | 'more' | 'known' | 'bad_signature' | 'too_large';

/** The statements held. A key id is the hash of its key, so that any record may show a key: no trust lies in that. */
export interface StatementStore {
  readonly size: () => number;
  readonly get: (id: string) => Held | undefined;
  readonly all: () => Iterable<Held>;
  readonly add: (record: ControlRecord) => Added;
  readonly drop: (id: string) => void;
}

/** Signatures of unknown keys that one statement may hold. */
const maxWaiting = 64;

const keysShownBy = (statement: ControlStatement): readonly string[] => {
  if (statement.kind === 'root') return Object.values(statement.keys);
  if (statement.kind === 'member') return [statement.signingKey];
  return statement.kind === 'delegation' && 'key' in statement.to ? [statement.to.key] : [];
};

export const createStatementStore = (crypto: Crypto): StatementStore => {
  const byId = new Map<string, Held>();
  const keys = new Map<string, { readonly key: Uint8Array; shown: number }>();
  const waitingFor = new Map<string, Set<Held>>();

  const settle = (held: Held, keyId: string, key: Uint8Array) => {
    const verified = held.waiting.get(keyId)?.some((signature) => crypto.verify(key, held.signed, signature));
    if (verified === true) held.signers.add(keyId);
    held.waiting.delete(keyId);
  };

  const showKeys = (statement: ControlStatement) => {
    for (const hex of keysShownBy(statement)) {
      const key = hexToBytes(hex);
      const keyId = keyIdOf(crypto, key);
      const known = keys.get(keyId);
      if (known !== undefined) {
        known.shown += 1;
        continue;
      }
      keys.set(keyId, { key, shown: 1 });
      for (const held of waitingFor.get(keyId) ?? []) settle(held, keyId, key);
      waitingFor.delete(keyId);
    }
  };

  /** The signatures of a record that add something: verified ones, and those whose key is not known. */
  const sift = (held: Held, record: ControlRecord) => {
    const verified: string[] = [];
    const unknown: { keyId: string; signature: Uint8Array }[] = [];
    for (const { keyId, signature } of record.signatures) {
      if (held.signers.has(keyId) || verified.includes(keyId)) continue;
      const known = keys.get(keyId);
      if (known === undefined) {
        const before = held.waiting.get(keyId)?.some((it) => equalBytes(it, signature)) === true;
        const twice = unknown.some((it) => it.keyId === keyId && equalBytes(it.signature, signature));
        if (!before && !twice) unknown.push({ keyId, signature });
      } else if (crypto.verify(known.key, record.signed, signature)) {
        verified.push(keyId);
      }
    }
    return { verified, unknown };
  };

  const add = (record: ControlRecord): Added => {
    const before = byId.get(record.id);
    const held: Held = before ?? {
      id: record.id,
      statement: record.statement,
      signed: record.signed,
      signers: new Set(),
      waiting: new Map(),
      records: [],
    };
    // Its own keys first: the first root is signed by keys that only it shows.
    if (before === undefined) showKeys(record.statement);
    const { verified, unknown } = sift(held, record);
    let waiting = 0;
    for (const signatures of held.waiting.values()) waiting += signatures.length;
    const full = waiting + unknown.length > maxWaiting;
    if (verified.length === 0 && (unknown.length === 0 || full)) {
      if (before !== undefined) return full ? 'too_large' : 'known';
      hideKeys(record.statement);
      return 'bad_signature';
    }
    for (const keyId of verified) held.signers.add(keyId);
    if (!full) {
      for (const { keyId, signature } of unknown) {
        held.waiting.set(keyId, [...(held.waiting.get(keyId) ?? []), signature]);
        const others = waitingFor.get(keyId) ?? new Set();
        waitingFor.set(keyId, others.add(held));
      }
    }
    held.records.push(record.bytes);
    byId.set(held.id, held);
    return before === undefined ? 'new' : 'more';
  };

  const hideKeys = (statement: ControlStatement) => {
    for (const hex of keysShownBy(statement)) {
      const keyId = keyIdOf(crypto, hexToBytes(hex));
      const known = keys.get(keyId);
      if (known === undefined) continue;
      known.shown -= 1;
      if (known.shown === 0) keys.delete(keyId);
    }
  };

  return {
    size: () => byId.size,
    get: (id) => byId.get(id),
    all: () => byId.values(),
    add,
    drop: (id) => {
      const held = byId.get(id);
      if (held === undefined) return;
      byId.delete(id);
      for (const keyId of held.waiting.keys()) {
        const others = waitingFor.get(keyId);
        others?.delete(held);
        if (others?.size === 0) waitingFor.delete(keyId);
      }
      hideKeys(held.statement);
    },
  };
};
