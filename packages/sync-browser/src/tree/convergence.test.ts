import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { createScene, type SceneDevice } from '@sourceos/sync-testkit';
import { soak } from '@sourceos/vitest-config/soak';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changes } from '../changes.js';
import { engine } from '../engine.js';
import { objectIdIn } from '../names/object-id.js';
import type { BrowserRecord } from '../record.js';
import { bookmarkTree, type BookmarkTree } from './bookmark-tree.js';

const { collection } = engine.manifest;
const profileId = 'urn:srcos:browser-profile:personal-home';
const names = ['ada', 'bob', 'carol'] as const;
const folders = ['a', 'b', 'c'].map((name) => objectIdIn(profileId, 'bookmark-folder', name));
const bookmarks = ['1', '2', '3'].map((name) => objectIdIn(profileId, 'bookmark', name));
const addedAt = '2026-05-07T09:30:00Z';

const first = (objectId: string): BrowserRecord =>
  folders.includes(objectId)
    ? { type: 'BookmarkFolder', profileId, parent: 'menu', order: 'V', title: objectId, addedAt }
    : {
        type: 'Bookmark',
        profileId,
        parent: 'menu',
        order: 'V',
        title: objectId,
        url: 'https://example.org/',
        addedAt,
      };

const treeOf = ({ replica }: SceneDevice): BookmarkTree =>
  bookmarkTree(
    profileId,
    [...replica.objectIds(collection)].flatMap((id): [string, BrowserRecord][] => {
      const record = replica.view(collection, id)?.record;
      return record === undefined ? [] : [[id, record as unknown as BrowserRecord]];
    }),
  );

const move = fc.record({
  by: fc.constantFrom(...names),
  what: fc.constantFrom(...folders, ...bookmarks),
  parent: fc.constantFrom('toolbar', 'other', ...folders),
  order: fc.constantFrom('A', 'V', 'b', 'z'),
});
/** Who sends what is theirs so far to whom, between the moves. */
const meeting = fc.record({ from: fc.constantFrom(...names), to: fc.constantFrom(...names) });

describe('devices that move folders and bookmarks without knowing of each other', () => {
  it(
    'end with one tree, and nobody is asked',
    () => {
      fc.assert(
        fc.property(fc.array(fc.oneof(move, meeting), { maxLength: 12 }), (events) => {
          const scene = createScene({ engine, crypto: nativeCrypto });
          const objects = [...folders, ...bookmarks];
          scene.settle('ada', ...objects.map((objectId) => changes.put(objectId, first(objectId))));
          const sent = new Map<string, Uint8Array[]>(names.map((name) => [name, []]));
          const deliver = (from: string, to: string): void => {
            if (from === to) return;
            for (const bytes of sent.get(from) ?? []) scene.device(to).receive(bytes, scene.now());
          };
          for (const event of events) {
            scene.pass(1_000);
            if ('from' in event) deliver(event.from, event.to);
            else {
              const { by, what, parent, order } = event;
              const { bytes } = scene.device(by).author([changes.place(what, parent, order)], scene.now());
              if (bytes !== undefined) sent.get(by)?.push(bytes);
            }
          }
          for (const from of names) for (const to of names) deliver(from, to);
          const [tree, ...others] = names.map((name) => treeOf(scene.device(name)));
          for (const other of others) expect(other).toEqual(tree);
          for (const name of names) {
            for (const id of objects) expect(scene.view(name, id)).toMatchObject({ held: [], conflicts: [] });
          }
        }),
        { numRuns: 25 * soak },
      );
    },
    60_000 * soak,
  );
});
