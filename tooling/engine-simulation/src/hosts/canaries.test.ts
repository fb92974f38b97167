import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { createRelay, openSqliteStore as openRelayStore } from '@sourceos/sync-relay';
import { counted, soak } from '@sourceos/vitest-config/soak';
import { expect, it } from 'vitest';
import { exportScope } from '../../../../packages/sync-host/src/operations/export.js';
import { createHttpTransport } from '../../../../packages/sync-host/src/relay-client/http-transport.js';
import type { RelayTransport } from '../../../../packages/sync-host/src/relay-client/transport.js';
import { openSqliteStore } from '../../../../packages/sync-host/src/store/sqlite/create-sqlite-store.js';
import { createHostWorld, start, valueOf } from '../../../../packages/sync-host/src/testing/host-world.js';
import { isCarried, scopeKinds } from '../mixed-world.js';
import { populations } from '../populations.js';
import { canariesFor } from '../secrets/canary.js';
import { asText } from '../secrets/outgoing.js';
import { at, drawn, plant, plantings } from '../secrets/planting.js';

const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile());

const count = 200 * soak;

it(
  'no planted credential is on the relay’s disk, in its metrics, in what a device sends or seals, keeps or exports',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'canaries-'));
    const relayFolder = join(folder, 'relay.sqlite');
    const relay = await createRelay({
      name: 'canaries',
      secretKey: new Uint8Array(32).fill(7),
      store: await openRelayStore(relayFolder),
    });
    /** Everything that went out, that was sealed on the way, that the device told and that it exported. */
    const left: string[] = [];
    let refused = 0;
    let written = 0;
    try {
      const transport = (): RelayTransport => {
        const direct = createHttpTransport({ url: relay.url, now: Date.now, hasNetwork: () => true });
        return {
          ...direct,
          append: (token, scopeId, entries) => {
            for (const { bytes } of entries) left.push(asText(bytes));
            return direct.append(token, scopeId, entries);
          },
          putSnapshot: (token, scopeId, snapshot) => {
            left.push(asText(snapshot));
            return direct.putSnapshot(token, scopeId, snapshot);
          },
        };
      };
      const crypto: typeof nativeCrypto = {
        ...nativeCrypto,
        seal: (key, nonce, plaintext, associatedData) => {
          left.push(asText(plaintext), asText(associatedData));
          return nativeCrypto.seal(key, nonce, plaintext, associatedData);
        },
      };
      const clock = { now: start };
      const canaries = canariesFor(count, 5);
      const places = drawn(plantings, count, 5);
      for (const kind of scopeKinds) {
        const world = createHostWorld(`canaries-${kind}`, kind);
        const carried = populations.filter((population) => isCarried(population, kind));
        const host = await world.first('ada', {
          transport,
          engines: carried.map(({ engine }) => engine),
          now: () => clock.now,
          store: valueOf(openSqliteStore({ path: join(folder, `${kind}.sqlite`) })),
          more: { crypto, snapshotEvery: 8 },
        });
        const grant = world.record({
          kind: 'delegation',
          to: { authorId: host.keyring.personId },
          roles: ['write', 'export'],
          collections: ['*'],
          expires: start + 365 * 86_400_000,
          terminating: false,
        });
        valueOf(await host.scope.addControl([grant]));
        for (const [index, { text }] of canaries.entries()) {
          const planting = at(places, index);
          const { engine, objectId, record } = plant(planting, planting.around + text);
          // In one of the scopes that carry it: the others have no engine for it.
          if (!carried.some((population) => population.engine === engine)) continue;
          clock.now += 1_000;
          const { collection } = engine.manifest;
          const encryptionScope = engine.scopes.includes('vault') ? ('vault' as const) : kind;
          const result = host.scope.write([{ collection, objectId, operation: 'put', record, encryptionScope }]);
          left.push(JSON.stringify(result));
          if (result.ok && result.value.bytes !== undefined) written += 1;
          else refused += 1;
        }
        expect(valueOf(await host.scope.sync()).snapshots).toMatchObject([{ kind: 'made' }]);
        for (const { engine } of carried) {
          const exported = await exportScope({
            ...{ scope: host.scope, store: host.store, keyring: host.keyring, engine, crypto: nativeCrypto },
            sink: { write: (line) => void left.push(line) },
            now: clock.now,
          });
          left.push(JSON.stringify(exported));
        }
        await host.device.close();
        host.store.close();
      }
      left.push(await (await fetch(`${relay.url}/metrics`)).text());
      const lookedThrough = (): string =>
        [...left, ...filesUnder(folder).map((path) => asText(readFileSync(path)))].join('\n');
      const whileItRuns = lookedThrough();
      await relay.close();
      const all = `${whileItRuns}\n${lookedThrough()}`;
      for (const { text, parts } of canaries) {
        for (const part of parts) expect(all.includes(part), `a part of ${text}`).toBe(false);
      }
      // Both ways were gone: taken out before it was sealed, and refused.
      expect([written > count / 10, refused > count / 10]).toEqual([true, true]);
      counted('planted credentials that left no device', count);
    } finally {
      await relay.close();
      rmSync(folder, { recursive: true });
    }
  },
  120_000 * soak,
);
