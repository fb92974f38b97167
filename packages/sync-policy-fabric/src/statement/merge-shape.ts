import type { JsonObject, MergeShape, PolicyStatement } from '@sourceos/sync-kernel';
import { bundleHash } from './bundle-hash.js';
import { textsOf } from './members.js';
import { layerOf, readBundle } from './read-bundle.js';

/** What a record says for the meet: a bundle by its hash, a downgrade by what it retires, or nothing. */
export const policyStatement = (record: JsonObject): PolicyStatement | undefined => {
  if (record.type === 'PolicyDowngrade') {
    const [layer, retires] = [layerOf(record.layer), textsOf(record.retires)];
    return layer === undefined || retires === undefined ? undefined : { kind: 'downgrade', layer, retires };
  }
  const bundle = readBundle(record);
  return bundle === undefined ? undefined : { kind: 'bundle', hash: bundleHash(record), bundle };
};

/** Every bundle counts, the stricter part of each; only a downgrade takes one away. */
export const mergeShape: MergeShape = { policy: policyStatement };
