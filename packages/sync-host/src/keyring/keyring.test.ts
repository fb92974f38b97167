import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { nativeCrypto as crypto } from '@sourceos/sync-kernel/native';
import { parseJson } from '@sourceos/sync-kernel/wire';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deviceOf, keyringFor, randomOf, start, valueOf } from '../membership/testing/world.js';
import { createScope } from '../membership/create-scope.js';
import { createMemoryStore } from '../store/memory/create-memory-store.js';
import type { Store } from '../store/store.js';
import type { DeviceKeyProvider } from './device-key.js';
import { keyFileProvider } from './key-file-provider.js';
import { createKeyring, openKeyring, protectKeyring } from './open-keyring.js';
import { passphraseProvider } from './passphrase-provider.js';
import { rowNames } from './secret.js';
import { systemKeyringProvider } from './system-provider.js';

const random = randomOf('keyring tests');
const cost = { N: 2 ** 4, r: 8, p: 1 };
const passphrase = (text: string): DeviceKeyProvider => passphraseProvider(text, { random, cost });
const options = (store: Store, provider: DeviceKeyProvider) => ({ store, crypto, random, provider });
const scopeId = 'urn:srcos:workspace:garden';

/** A keyring in a store, with a root secret and an epoch's key in it. */
const kept = async (provider: DeviceKeyProvider) => {
  const store = createMemoryStore();
  const keyring = valueOf(await createKeyring(options(store, provider)));
  const scope = await createScope({ crypto, random, founder: keyring, kind: 'workspace', scopeId, now: start });
  const root = keyring.keepRootSecret(scopeId, scope.rootSecret);
  const { log } = deviceOf(await keyringFor('reader'), scopeId, scope.genesis);
  for (const record of scope.records) log.add(record);
  const [epoch] = log.view().epochStatements(1);
  if (epoch === undefined) throw new Error('There is no epoch.');
  const unwrapped = valueOf(await keyring.unwrap(epoch));
  valueOf(store.changeKeys([root.row, unwrapped.row]));
  root.adopt();
  unwrapped.adopt();
  return { store, keyring, scope, epoch };
};
const changeRow = (store: Store, name: string, change: (sealed: Uint8Array) => Uint8Array): void => {
  const sealed = valueOf(store.sealedKey(name)) ?? new Uint8Array();
  valueOf(store.changeKeys([{ name, sealed: change(sealed.slice()) }]));
};
const flipped = (at: number) => (bytes: Uint8Array) => {
  bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ 1;
  return bytes;
};

describe('a keyring', () => {
  it('has all its keys again after it was closed', async () => {
    const { store, keyring, scope, epoch } = await kept(passphrase('open sesame'));
    const again = valueOf(await openKeyring(options(store, passphrase('open sesame'))));
    expect([again.deviceId, again.personId]).toEqual([keyring.deviceId, keyring.personId]);
    expect([again.signingKey, again.sealingKey]).toEqual([keyring.signingKey, keyring.sealingKey]);
    expect(again.signingSecret).toEqual(keyring.signingSecret);
    expect(again.rootSecrets(scopeId)).toEqual([scope.rootSecret]);
    expect(again.scopeKeys(scopeId, 1)).toEqual([keyring.committedKey(epoch.commitment)]);
    expect([again.scopeKeys(scopeId, 2), again.scopeKeys('urn:srcos:workspace:x', 1), again.damaged]).toEqual([
      [],
      [],
      [],
    ]);
  });

  it('is absent, present, or locked, and says so', async () => {
    const store = createMemoryStore();
    expect(await openKeyring(options(store, passphrase('a')))).toMatchObject({ code: 'absent' });
    valueOf(await createKeyring(options(store, passphrase('a'))));
    expect(await createKeyring(options(store, passphrase('a')))).toMatchObject({ code: 'present' });
    expect(await openKeyring(options(store, passphrase('b')))).toMatchObject({ code: 'locked' });
    const file = keyFileProvider('/nowhere/key', random);
    expect(await openKeyring(options(store, file))).toMatchObject({ code: 'locked' });
    expect(await createKeyring(options(createMemoryStore(), file))).toMatchObject({ code: 'locked' });
  });

  it('opens under one passphrase however it was typed', async () => {
    const { store } = await kept(passphrase('é'));
    expect((await openKeyring(options(store, passphrase('e\u0301')))).ok).toBe(true);
  });

  it('shows no secret when it is printed, serialised or copied, and none is in the store in the clear', async () => {
    const { store, keyring, scope, epoch } = await kept(passphrase('open sesame'));
    const secrets = [
      keyring.signingSecret,
      scope.rootSecret,
      keyring.committedKey(epoch.commitment) ?? new Uint8Array(),
    ];
    const printed = [
      inspect(keyring, { depth: 9 }),
      JSON.stringify(keyring),
      JSON.stringify({ ...keyring }),
      JSON.stringify(Object.entries(keyring)),
      ...valueOf(store.sealedKeys()).flatMap(({ sealed }) => [
        bytesToHex(sealed),
        Buffer.from(sealed).toString('latin1'),
      ]),
    ].join('\n');
    for (const secret of secrets) {
      for (const encoding of ['hex', 'base64', 'base64url', 'latin1'] as const) {
        expect(printed.includes(Buffer.from(secret).toString(encoding))).toBe(false);
      }
      expect(printed.includes(String(secret))).toBe(false);
      expect(printed.includes(JSON.stringify(secret).slice(1, -1))).toBe(false);
    }
    expect(Object.keys({ ...keyring })).not.toContain('signingSecret');
  });

  it('is damaged where its identity was changed, and says which other rows were', async () => {
    const names = valueOf((await kept(passphrase('a'))).store.sealedKeys()).map(({ name }) => name);
    expect(names).toHaveLength(4);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.nat(), async (name, at) => {
        const { store } = await kept(passphrase('a'));
        const target =
          valueOf(store.sealedKeys()).find((row) => row.name.split('/')[1] === name.split('/')[1])?.name ?? '';
        changeRow(store, target, flipped(at));
        const opened = await openKeyring(options(store, passphrase('a')));
        if (target === rowNames.identity) expect(opened).toMatchObject({ code: 'damaged' });
        else if (target === rowNames.deviceKey) expect(opened).toMatchObject({ ok: false });
        else expect(valueOf(opened).damaged).toEqual([target]);
      }),
      { numRuns: 40 },
    );
  });

  it('takes no row for another: each opens under its own name', async () => {
    const { store, epoch } = await kept(passphrase('a'));
    const sealed = valueOf(store.sealedKey(rowNames.epoch(epoch.commitment))) ?? new Uint8Array();
    const moved = rowNames.epoch(`sha256:${'0'.repeat(64)}`);
    valueOf(store.changeKeys([{ name: moved, sealed }]));
    expect(valueOf(await openKeyring(options(store, passphrase('a')))).damaged).toEqual([moved]);
    changeRow(store, rowNames.identity, () => sealed);
    expect(await openKeyring(options(store, passphrase('a')))).toMatchObject({ code: 'damaged' });
  });

  it('is protected by another passphrase from then on, with one row written', async () => {
    const { store } = await kept(passphrase('old'));
    const before = valueOf(store.sealedKeys());
    const change = { ...options(store, passphrase('old')), next: passphrase('new') };
    valueOf(await protectKeyring(change));
    expect((await openKeyring(options(store, passphrase('new')))).ok).toBe(true);
    expect(await openKeyring(options(store, passphrase('old')))).toMatchObject({ code: 'locked' });
    expect(await protectKeyring(change)).toMatchObject({ code: 'locked' });
    const after = new Map(valueOf(store.sealedKeys()).map(({ name, sealed }) => [name, bytesToHex(sealed)]));
    expect(before.filter(({ name, sealed }) => after.get(name) !== bytesToHex(sealed)).map(({ name }) => name)).toEqual(
      [rowNames.deviceKey],
    );
  });

  it('belongs to who admitted the device, once that is kept', async () => {
    const { store, keyring } = await kept(passphrase('a'));
    const { row, adopt } = keyring.belongTo('urn:srcos:person:ada');
    expect(keyring.personId).not.toBe('urn:srcos:person:ada');
    valueOf(store.changeKeys([row]));
    adopt();
    const again = valueOf(await openKeyring(options(store, passphrase('a'))));
    expect([keyring.personId, again.personId]).toEqual(['urn:srcos:person:ada', 'urn:srcos:person:ada']);
    expect(again.signingSecret).toEqual(keyring.signingSecret);
  });
});

describe('a passphrase', () => {
  it.each([
    ['N', 2 ** 30],
    ['N', 3],
    ['r', 1_000],
    ['p', 0],
    ['salt', 'short'],
    ['more', 1],
  ])('has parameters that ask for too much or nothing refused: %s %s', async (name, value) => {
    const { store } = await kept(passphrase('a'));
    changeRow(store, rowNames.deviceKey, (bytes) => {
      const json = parseJson(bytes);
      const row = (json.ok ? json.value : {}) as { parameters: Record<string, unknown> };
      row.parameters[name] = value;
      return utf8ToBytes(JSON.stringify(row));
    });
    expect(await openKeyring(options(store, passphrase('a')))).toMatchObject({ code: 'damaged' });
  });
});

describe('a key file', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'key-file-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is made for its owner alone, and used again as it is', async () => {
    const path = join(folder, 'device.key');
    const { store } = await kept(keyFileProvider(path, random));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const text = readFileSync(path, 'utf8');
    await kept(keyFileProvider(path, random));
    expect(readFileSync(path, 'utf8')).toBe(text);
    expect((await openKeyring(options(store, keyFileProvider(path, random)))).ok).toBe(true);
  });

  it('that others may read, that is another, or that is none is refused', async () => {
    const path = join(folder, 'device.key');
    const { store } = await kept(keyFileProvider(path, random));
    const open = () => openKeyring(options(store, keyFileProvider(path, random)));
    chmodSync(path, 0o640);
    expect(await open()).toMatchObject({ code: 'exposed' });
    chmodSync(path, 0o600);
    await keyFileProvider(join(folder, 'other.key'), random).create();
    writeFileSync(path, readFileSync(join(folder, 'other.key')));
    expect(await open()).toMatchObject({ code: 'locked' });
    for (const text of ['', 'x'.repeat(100_000), 'sourceos-device-key-1 abc']) {
      writeFileSync(path, text);
      expect(await open()).toMatchObject({ code: 'damaged' });
    }
    rmSync(path);
    expect(await open()).toMatchObject({ code: 'locked' });
  });
});

describe('a keyring of the operating system', () => {
  const secrets = new Map<string, string>();
  let answers = true;
  const system = {
    read: (name: string) => (answers ? Promise.resolve(secrets.get(name)) : Promise.reject(new Error('locked'))),
    write: (name: string, secret: string) => Promise.resolve(void secrets.set(name, secret)),
  };
  const provider = systemKeyringProvider(system, 'sourceos', random);

  it('keeps the key, and is locked where it does not answer or has forgotten', async () => {
    const { store } = await kept(provider);
    expect((await openKeyring(options(store, provider))).ok).toBe(true);
    answers = false;
    expect(await openKeyring(options(store, provider))).toMatchObject({ code: 'locked' });
    expect(await createKeyring(options(createMemoryStore(), provider))).toMatchObject({ code: 'locked' });
    answers = true;
    secrets.set('sourceos', 'no key');
    expect(await openKeyring(options(store, provider))).toMatchObject({ code: 'damaged' });
    secrets.clear();
    expect(await openKeyring(options(store, provider))).toMatchObject({ code: 'locked' });
  });
});

describe('an epoch’s wrapped key', () => {
  it('is refused where it is missing, another’s, of another scope or number, or not what was committed to', async () => {
    const { scope, epoch } = await kept(passphrase('a'));
    const [mine, other] = [await keyringFor('mine'), await keyringFor('other')];
    const founded = (founder: typeof mine) =>
      createScope({ crypto, random, founder, kind: 'workspace', scopeId, now: start });
    const statementOf = async (founder: typeof mine) => {
      const { genesis, records } = await founded(founder);
      const reader = deviceOf(await keyringFor('reader'), scopeId, genesis);
      for (const record of records) reader.log.add(record);
      const [statement] = reader.log.view().epochStatements(1);
      return statement ?? epoch;
    };
    const first = await statementOf(mine);
    const second = await statementOf(mine);
    const theirs = await statementOf(other);
    const wrap = first.wraps[mine.deviceId] ?? '';
    const codeOf = async (change: Partial<typeof first>) => {
      const result = await mine.unwrap({ ...first, ...change });
      return result.ok ? 'ok' : result.code;
    };
    expect(scope.records).toHaveLength(4);
    expect(await codeOf({})).toBe('ok');
    expect(await codeOf({ wraps: {} })).toBe('no_wrap');
    expect(await codeOf({ wraps: { __proto__: wrap } })).toBe('no_wrap');
    expect(await codeOf({ wraps: { [mine.deviceId]: theirs.wraps[other.deviceId] ?? '' } })).toBe('wrap_unopened');
    expect(await codeOf({ wraps: { [mine.deviceId]: `${wrap.slice(0, -2)}AA` } })).toBe('wrap_unopened');
    expect(await codeOf({ wraps: { [mine.deviceId]: 'no base64!' } })).toBe('wrap_unopened');
    expect(await codeOf({ epoch: 2 })).toBe('wrap_unopened');
    expect(await codeOf({ scopeId: 'urn:srcos:workspace:other' })).toBe('wrap_unopened');
    expect(await codeOf({ wraps: second.wraps })).toBe('wrong_commitment');
    expect(await codeOf({ commitment: second.commitment })).toBe('wrong_commitment');
  });

  it('is in use only once it was adopted, and kept once however many records bring it', async () => {
    const { keyring, epoch } = await kept(passphrase('a'));
    const key = keyring.committedKey(epoch.commitment);
    const again = valueOf(await keyring.unwrap({ ...epoch, wraps: {} }));
    again.adopt();
    expect(keyring.scopeKeys(scopeId, 1)).toEqual([key]);
    const fresh = await keyringFor('fresh');
    expect(await fresh.unwrap(epoch)).toMatchObject({ code: 'no_wrap' });
    expect(fresh.scopeKeys(scopeId, 1)).toEqual([]);
  });
});
