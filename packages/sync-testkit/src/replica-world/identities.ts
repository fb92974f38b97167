import type { Crypto } from '@sourceos/sync-kernel/wire';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** Labels that are remembered before it begins anew. */
const most = 1_000;

/** Runs of one crypto ask for the same keys again and again. */
const known = new WeakMap<Crypto, Map<string, Uint8Array>>();

/** Bytes that look random and are the same for the same label. Nobody writes into them: all who ask share them. */
export const bytesOf = (crypto: Crypto, label: string): Uint8Array => {
  const byLabel = known.get(crypto) ?? new Map<string, Uint8Array>();
  known.set(crypto, byLabel);
  const before = byLabel.get(label);
  if (before !== undefined) return before;
  if (byLabel.size >= most) byLabel.clear();
  const bytes = crypto.sha256(utf8ToBytes(label));
  byLabel.set(label, bytes);
  return bytes;
};

export const deviceOf = (name: string): string => `urn:srcos:device:${name}`;
export const personOf = (name: string): string => `urn:srcos:person:${name}`;
/** The name that a device or person URN ends with. */
export const nameOf = (urn: string): string => urn.slice(urn.lastIndexOf(':') + 1);

/** The secret key that somebody of a simulation signs with. Everybody here only plays at secrecy. */
export const secretKeyOf = (crypto: Crypto, name: string): Uint8Array => bytesOf(crypto, `key of ${name}`);

/** Who plays in a simulated scope. */
export const cast = {
  /** The honest devices. The last of them may be removed in a run. */
  members: ['ada', 'bob', 'cyd', 'dee'],
  /** Whose persons may review. */
  reviewers: ['bob', 'cyd', 'dee'],
  equivocator: 'eve',
  removed: 'rex',
  undelegated: 'una',
  agent: 'urn:srcos:agent:helper',
} as const;
