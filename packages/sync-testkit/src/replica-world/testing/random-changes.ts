import type { Engine, JsonObject, LocalChange } from '@sourceos/sync-kernel';
import type { Pick } from '../../simulation/pick.js';
import { agentOfWorld } from '../replica-world.js';

const titles = ['one', 'two', 'three'];
const colours = ['red', 'green', 'blue', 'white'];
const tags = ['a', 'b', 'c'];

const objectOf = (collection: string, pick: Pick): string => `urn:srcos:${collection}:${pick.below(4)}`;

/** What a record may have beyond its title and colour; each in one case of a few. */
const extras = (collection: string, pick: Pick): JsonObject => ({
  ...(pick.chance(20) && { script: pick.of(['ls', 'rm -r']) }),
  ...(pick.chance(40) && { tags: tags.filter(() => pick.chance(50)) }),
  ...(pick.chance(40) && { votes: pick.below(5) }),
  ...(pick.chance(60) && { version: pick.below(4) }),
  ...(pick.chance(4) && { revokes: [objectOf(collection, pick)] }),
  ...(pick.chance(10) && { retires: [`${pick.of(titles)} ${pick.of(colours)}`] }),
  ...(pick.chance(25) && { parent: objectOf(collection, pick), child: objectOf(collection, pick) }),
});

const operations: readonly LocalChange['operation'][] = ['put', 'put', 'put', 'patch', 'patch', 'delete', 'tombstone'];

const change = (collection: string, pick: Pick): LocalChange => {
  const operation = pick.of(operations);
  const base = {
    collection,
    objectId: objectOf(collection, pick),
    operation,
    ...(pick.chance(10) && { authorId: agentOfWorld }),
  };
  if (operation === 'delete' || operation === 'tombstone') return base;
  const whole = { title: pick.of(titles), colour: pick.of(colours), ...extras(collection, pick) };
  if (operation === 'put') return { ...base, record: whole };
  const patch: JsonObject = Object.fromEntries(Object.entries(whole).filter(() => pick.chance(40)));
  return { ...base, record: pick.chance(20) ? { ...patch, script: null } : patch };
};

/** One to four changes of any kind to the few objects of the engines' collections; at times many deletions at once. */
export const randomChanges =
  (engines: readonly Engine[]) =>
  (pick: Pick): readonly LocalChange[] => {
    if (pick.chance(2)) {
      const { collection } = pick.of(engines).manifest;
      return Array.from({ length: 12 }, (_, index) => ({
        collection,
        objectId: `urn:srcos:${collection}:${index}`,
        operation: 'delete',
      }));
    }
    return Array.from({ length: 1 + pick.below(4) }, () => change(pick.of(engines).manifest.collection, pick));
  };
