import { keyIdOf, type StatementOf } from '@sourceos/sync-kernel';
import type { Crypto } from '@sourceos/sync-kernel/wire';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { done, failed } from '../failure.js';
import { commitmentOf, unwrapEpochKey } from './epoch-key.js';
import { keyringCodes, type Keyring, type Unwrapped } from './keyring.js';
import { sealRow, type RowSealer } from './sealed-row.js';
import { rowNames, type Secret, type SecretOf } from './secret.js';

interface Parts {
  readonly crypto: Crypto;
  readonly sealer: RowSealer;
  readonly identity: SecretOf<'identity'>;
  readonly others: readonly Secret[];
  readonly damaged: readonly string[];
}

interface HeldKey {
  readonly scopeId: string;
  readonly epoch: number;
  readonly commitment: string;
  readonly key: Uint8Array;
}

/** A keyring over what its rows hold. Secrets are in the closure: whoever prints or serialises it sees none. */
export const keyringOf = ({ crypto, sealer, identity, others, damaged }: Parts): Keyring => {
  const { deviceId } = identity;
  let { personId } = identity;
  const signingSecret = hexToBytes(identity.signingSecret);
  const sealingSecret = hexToBytes(identity.sealingSecret);
  const held = new Map<string, HeldKey>();
  const roots = new Map<string, Map<string, Uint8Array>>();

  const takeIn = (secret: Secret): void => {
    if (secret.kind === 'epoch') {
      const { scopeId, epoch, commitment } = secret;
      // Kept once, whatever number of records bring it: it stays the same object.
      if (!held.has(commitment)) held.set(commitment, { scopeId, epoch, commitment, key: hexToBytes(secret.key) });
    } else if (secret.kind === 'root') {
      const key = hexToBytes(secret.secret);
      const ofScope = roots.get(secret.scopeId) ?? new Map<string, Uint8Array>();
      roots.set(secret.scopeId, ofScope.set(keyIdOf(crypto, crypto.publicKey(key)), key));
    } else {
      personId = secret.personId;
    }
  };
  for (const secret of others) takeIn(secret);

  const toKeep = (name: string, secret: Secret): Unwrapped => ({
    row: sealRow(sealer, name, secret),
    adopt: () => takeIn(secret),
  });

  const unwrap = async ({ scopeId, epoch, commitment, wraps }: StatementOf<'epoch'>) => {
    const known = held.get(commitment);
    const wrap = Object.hasOwn(wraps, deviceId) ? wraps[deviceId] : undefined;
    if (known === undefined && wrap === undefined) return failed('no_wrap', keyringCodes.no_wrap);
    const key =
      known?.key ?? (await unwrapEpochKey({ scopeId, epoch }, { deviceId, secretKey: sealingSecret }, wrap ?? ''));
    if (key === undefined) return failed('wrap_unopened', keyringCodes.wrap_unopened);
    if (key.length !== 32 || commitmentOf(crypto, { scopeId, epoch, key }) !== commitment) {
      return failed('wrong_commitment', keyringCodes.wrong_commitment);
    }
    const secret: Secret = { kind: 'epoch', scopeId, epoch, commitment, key: bytesToHex(key) };
    return done(toKeep(rowNames.epoch(commitment), secret));
  };

  const keyring: Keyring = {
    deviceId,
    get personId() {
      return personId;
    },
    get signingSecret() {
      return signingSecret;
    },
    signingKey: crypto.publicKey(signingSecret),
    sealingKey: hexToBytes(identity.sealingKey),
    damaged,
    scopeKeys: (scopeId: string, epoch: number) =>
      [...held.values()]
        .filter((it) => it.scopeId === scopeId && it.epoch === epoch)
        .sort((a, b) => (a.commitment < b.commitment ? -1 : 1))
        .map((it) => it.key),
    committedKey: (commitment: string) => held.get(commitment)?.key,
    unwrap,
    rootSecrets: (scopeId: string) => [...(roots.get(scopeId)?.values() ?? [])],
    keepRootSecret: (scopeId: string, secret: Uint8Array) =>
      toKeep(rowNames.root(scopeId, keyIdOf(crypto, crypto.publicKey(secret))), {
        kind: 'root',
        scopeId,
        secret: bytesToHex(secret),
      }),
    belongTo: (person: string) => toKeep(rowNames.identity, { ...identity, personId: person }),
  };
  return Object.defineProperty(keyring, 'signingSecret', { enumerable: false });
};
