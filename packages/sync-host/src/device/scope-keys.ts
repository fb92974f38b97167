import type { AuthorityView } from '@sourceos/sync-kernel';
import type { Keyring, Unwrapped } from '../keyring/keyring.js';
import { sealableCommitments } from '../membership/sealable.js';

/** What a device seals with now, or why it must not. */
export type SealingKey =
  | { readonly ok: true; readonly epoch: number; readonly key: Uint8Array }
  | { readonly ok: false; readonly code: 'no_scope_key' | 'epoch_due' };

/** A scope's keys as this device holds them, asked by what the control log says. */
export interface ScopeKeys {
  /** The keys of an epoch, the one to seal with first. */
  readonly of: (epoch: number) => readonly Uint8Array[];
  /** The key of the newest epoch whose members are all live: who was removed must not read what is written after. */
  readonly sealing: () => SealingKey;
  /** Whether a key that an epoch of the log commits to is not here. */
  readonly isMissing: (epoch: number) => boolean;
  /** Unwraps what the log's epochs have for this device and the keyring has not. The keys are in use at once. */
  readonly unwrapNew: () => Promise<readonly Unwrapped[]>;
}

interface Source {
  readonly keyring: Keyring;
  readonly scopeId: string;
  readonly view: () => AuthorityView;
}

export const createScopeKeys = ({ keyring, scopeId, view }: Source): ScopeKeys => {
  let revision = -1;
  const ordered = new Map<number, readonly Uint8Array[]>();
  /** Wraps that did not open: they will not do so later either. */
  const futile = new Set<string>();

  /** The keys of the newest epoch that nobody removed has or gets; undefined where a new epoch has to begin. */
  const unremoved = (): readonly Uint8Array[] | undefined => {
    const commitments = sealableCommitments(view());
    const keys = commitments.map(keyring.committedKey).filter((key) => key !== undefined);
    return commitments.length === 0 ? undefined : keys;
  };

  const of = (epoch: number): readonly Uint8Array[] => {
    if (view().revision !== revision) ordered.clear();
    revision = view().revision;
    const known = ordered.get(epoch);
    const held = keyring.scopeKeys(scopeId, epoch);
    if (known?.length === held.length) return known;
    // With one key there is no order to find.
    const first = held.length > 1 && epoch === view().epoch() ? (unremoved() ?? []) : [];
    const keys = [...first, ...held.filter((key) => !first.includes(key))];
    ordered.set(epoch, keys);
    return keys;
  };

  return {
    of,
    sealing: () => {
      const epoch = view().epoch();
      if (epoch === 0) return { ok: false, code: 'no_scope_key' };
      const keys = unremoved();
      if (keys === undefined) return { ok: false, code: 'epoch_due' };
      const [key] = keys;
      return key === undefined ? { ok: false, code: 'no_scope_key' } : { ok: true, epoch, key };
    },
    isMissing: (epoch) =>
      view()
        .epochStatements(epoch)
        .some(({ commitment }) => keyring.committedKey(commitment) === undefined),
    unwrapNew: async () => {
      const unwrapped: Unwrapped[] = [];
      for (let epoch = view().epoch(); epoch > 0; epoch -= 1) {
        for (const statement of view().epochStatements(epoch)) {
          const { commitment, wraps } = statement;
          const wrap = Object.hasOwn(wraps, keyring.deviceId) ? wraps[keyring.deviceId] : undefined;
          const name = `${commitment} ${wrap ?? ''}`;
          if (wrap === undefined || futile.has(name)) continue;
          if (keyring.committedKey(commitment) !== undefined) continue;
          const result = await keyring.unwrap(statement);
          if (result.ok) {
            // In use before it is durable: were it lost, the record that it came in would be fetched again.
            result.value.adopt();
            unwrapped.push(result.value);
          } else {
            futile.add(name);
          }
        }
      }
      return unwrapped;
    },
  };
};
