import { changesOf } from '@sourceos/sync-kernel';
import { manifest } from './manifest.js';
import type { BrowserRecord } from './record.js';

const maker = changesOf<BrowserRecord>(manifest);

/** Makes the changes of a browser, for `Replica.author`. */
export const changes = {
  ...maker,
  /** Moves a bookmark, a folder or a separator. `order` is its place among its siblings (`orderBetween`). */
  place: (objectId: string, parent: string, order: string) => maker.patch(objectId, { parent, order }),
  /** Stops a bridge grant, on every device at once. That it holds again is reviewed. */
  suspend: (objectId: string) => maker.patch(objectId, { suspended: true }),
} as const;
