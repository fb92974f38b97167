import { createControlLog, type AuthorityLog, type StatementOf } from '@sourceos/sync-kernel';
import { nativeCrypto as crypto } from '@sourceos/sync-kernel/native';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { DeviceKeyProvider } from '../../keyring/device-key.js';
import type { Keyring } from '../../keyring/keyring.js';
import { createKeyring } from '../../keyring/open-keyring.js';
import { createMemoryStore } from '../../store/memory/create-memory-store.js';
import type { HostResult } from '../../failure.js';
import { sealableCommitments } from '../sealable.js';
import type { Maker } from '../maker.js';

export { crypto };
export const start = 1_750_000_000_000;

/** Bytes that look random, and are the same for one name in every run. */
export const randomOf = (name: string) => {
  let drawn = 0;
  return (length: number): Uint8Array => {
    drawn += 1;
    const parts = Array.from({ length: Math.ceil(length / 32) }, (_, part) =>
      crypto.sha256(utf8ToBytes(`${name} ${drawn} ${part}`)),
    );
    return new Uint8Array(Buffer.concat(parts)).subarray(0, length);
  };
};

/** What a result holds; a failure is a broken test. */
export const valueOf = <Value>(result: HostResult<Value, string>): Value => {
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`);
  return result.value;
};

/** A provider that costs nothing: what protects a keyring at rest is tested with keyrings. */
export const plainProvider: DeviceKeyProvider = {
  kind: 'plain',
  create: () => Promise.resolve({ ok: true, value: { key: new Uint8Array(32), parameters: {} } }),
  open: () => Promise.resolve({ ok: true, value: new Uint8Array(32) }),
};

/** A device with its keyring and its own copy of a scope's control log. */
export interface TestDevice {
  readonly name: string;
  readonly keyring: Keyring;
  readonly log: AuthorityLog;
  readonly maker: Maker;
  /** Takes in records, and unwraps what is for the device. */
  readonly take: (records: readonly Uint8Array[]) => Promise<void>;
  /** The key that the device would seal under now. */
  readonly sealingKey: () => Uint8Array | undefined;
}

/** Has a keyring unwrap what it can of epochs. */
export const unwrapAll = async (keyring: Keyring, epochs: readonly StatementOf<'epoch'>[]): Promise<void> => {
  const missing = epochs.filter(({ commitment }) => keyring.committedKey(commitment) === undefined);
  for (const unwrapped of await Promise.all(missing.map(keyring.unwrap))) if (unwrapped.ok) unwrapped.value.adopt();
};

export const keyringFor = async (name: string): Promise<Keyring> =>
  valueOf(
    await createKeyring({
      store: createMemoryStore(),
      crypto,
      provider: plainProvider,
      random: randomOf(`keyring ${name}`),
      deviceId: `urn:srcos:device:${name}`,
      personId: `urn:srcos:person:${name}`,
    }),
  );

/** A device that trusts a genesis; `secrets` are the role keys that it keeps. */
export const deviceOf = (
  keyring: Keyring,
  scopeId: string,
  genesis: Uint8Array,
  secrets: readonly Uint8Array[] = [],
): TestDevice => {
  const name = keyring.deviceId;
  const log = createControlLog({ scopeId, crypto, root: genesis });
  const take = async (records: readonly Uint8Array[]): Promise<void> => {
    for (const record of records) log.add(record);
    const view = log.view();
    const numbers = Array.from({ length: view.epoch() }, (_, index) => index + 1);
    await unwrapAll(keyring, numbers.flatMap(view.epochStatements));
  };
  return {
    name,
    keyring,
    log,
    maker: { crypto, random: randomOf(`maker ${name}`), log, keyring, secrets },
    take,
    sealingKey: () =>
      sealableCommitments(log.view())
        .map(keyring.committedKey)
        .find((key) => key !== undefined),
  };
};
