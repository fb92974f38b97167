import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { createScene } from '@sourceos/sync-testkit';
import { soak } from '@sourceos/vitest-config/soak';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changes } from '../changes.js';
import { engine } from '../engine.js';
import { extensionId } from '../names/object-id.js';
import type { Extension } from '../record.js';

const names = ['ada', 'bob', 'carol'] as const;
const objectId = extensionId('terminal', 'prompt');
const hashOf = (version: number): string => `sha256:${String(version).padStart(64, '0')}`;
const first: Extension = {
  type: 'Extension',
  surface: 'terminal',
  identifier: 'prompt',
  name: 'Prompt',
  publisher: { id: 'example-org', name: 'Example' },
  registry: 'https://extensions.example/',
  version: '1',
  packageHash: hashOf(1),
  permissions: {},
  enabled: true,
};

const update = fc.record({ by: fc.constantFrom(...names), up: fc.integer({ min: 1, max: 3 }) });
const stop = fc.record({ stops: fc.constantFrom(...names) });
/** Who sends what is theirs so far to whom, between the changes. */
const meeting = fc.record({ from: fc.constantFrom(...names), to: fc.constantFrom(...names) });

describe('devices that update an extension, or switch it off, without knowing of each other', () => {
  it(
    'end with the newest version, off where anybody switched it off, and nobody is asked',
    () => {
      fc.assert(
        fc.property(fc.array(fc.oneof(update, stop, meeting), { maxLength: 10 }), (events) => {
          const scene = createScene({ engine, crypto: nativeCrypto });
          scene.settle('ada', changes.install(first));
          const sent = new Map<string, Uint8Array[]>(names.map((name) => [name, []]));
          const deliver = (from: string, to: string): void => {
            if (from === to) return;
            for (const bytes of sent.get(from) ?? []) scene.device(to).receive(bytes, scene.now());
          };
          let newest = 1;
          let stopped = false;
          for (const event of events) {
            scene.pass(1_000);
            if ('from' in event) {
              deliver(event.from, event.to);
              continue;
            }
            const name = 'by' in event ? event.by : event.stops;
            const version = Number(scene.record(name, objectId)?.version) + ('up' in event ? event.up : 0);
            const change =
              'by' in event
                ? changes.update(objectId, String(version), hashOf(version))
                : changes.switch(objectId, false);
            newest = Math.max(newest, version);
            stopped ||= 'stops' in event;
            const { bytes } = scene.device(name).author([change], scene.now());
            if (bytes !== undefined) sent.get(name)?.push(bytes);
          }
          for (const from of names) for (const to of names) deliver(from, to);
          const expected = { ...first, version: String(newest), packageHash: hashOf(newest), enabled: !stopped };
          for (const name of names) {
            expect(scene.view(name, objectId)).toMatchObject({ record: expected, held: [], conflicts: [] });
          }
        }),
        { numRuns: 12 * soak },
      );
    },
    60_000 * soak,
  );
});
