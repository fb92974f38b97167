import type { JsonObject } from '../../model/json.js';
import type { Version } from '../../model/version.js';
import { compareHybrid } from '../hybrid-order.js';
import { applyPatch } from '../apply-patch.js';
import type { Dots } from './dots.js';
import type { EdgeItem } from './edge-item.js';
import { deletes, replaces } from './operation.js';
import { Split, type FieldNames } from './split.js';
import { covers, upTo } from '../vector.js';

/** Whether the author of `version` had seen `head` and all that its author had seen, and is later by the clock too. */
const follows = (version: Version, head: Version): boolean => {
  const { context, n } = version.clock;
  if (upTo(context, head.deviceId) < head.clock.n) return false;
  if (upTo(context, version.deviceId) >= n || upTo(head.clock.context, version.deviceId) >= n) return false;
  return covers(context, head.clock.context) && compareHybrid(version, head) > 0;
};

const after = (record: JsonObject | undefined, version: Version): JsonObject | undefined => {
  if (deletes(version) || version.record === undefined) return deletes(version) ? undefined : record;
  return replaces(version) ? version.record : applyPatch(record, version.record);
};

/**
 * One object. As long as every version saw all that came before it, it is its newest version and its record, and
 * what came before; with the first concurrent one it is split into fields, for good.
 */
export class GraphObject {
  /** The newest version, of an object that is not split. */
  head: Version;
  /** The record that `head` makes, of an object that is not split. */
  record: JsonObject | undefined;
  /** What `head` follows, oldest first. */
  history: Version[] | undefined;
  split: Split | undefined;
  /** The edge that the record in force is. */
  edge: EdgeItem | undefined;
  /** Whether the object was there when its relations were last looked at. */
  present = false;

  constructor(version: Version, lastWriter: FieldNames) {
    this.head = version;
    // A version that claims to have seen itself is kept, but nothing of it stands.
    if (upTo(version.clock.context, version.deviceId) >= version.clock.n) this.split = new Split([version], lastWriter);
    else this.record = after(undefined, version);
  }

  /** Adds a version that may have been added before. */
  add(version: Version, lastWriter: FieldNames, collected: Dots): 'known' | 'seen' | 'stands' | 'follows' {
    const { head } = this;
    if (this.split === undefined && follows(version, head)) {
      if (this.history === undefined) this.history = [head];
      else this.history.push(head);
      this.record = after(this.record, version);
      this.head = version;
      return 'follows';
    }
    if (collected.has(version.deviceId, version.clock.n)) return 'known';
    if (this.split !== undefined) return this.split.add(version);
    if (version.id === head.id || this.history?.some(({ id }) => id === version.id) === true) return 'known';
    this.split = new Split([...(this.history ?? []), head], lastWriter);
    this.history = undefined;
    this.record = undefined;
    return this.split.add(version);
  }

  alive(): boolean {
    return this.split === undefined ? !deletes(this.head) : this.split.alive();
  }

  versions(): readonly Version[] {
    return this.split?.versions ?? [...(this.history ?? []), this.head];
  }
}
