import type { Decision, Json, LocalChange, ObjectView } from '@sourceos/sync-kernel';
import { bytesToHex } from '@noble/hashes/utils.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Node, NodeRequest } from '../simulation/node.js';
import {
  idOf,
  open,
  sealBatch,
  secretOf,
  type ReferenceBatch,
  type ReferenceControl,
  type ReferenceWrite,
} from './reference-wire.js';

/** Faults that the simulation has to find. */
export type ReferenceFault =
  | 'loses-a-write'
  | 'ignores-removal'
  | 'ignores-signatures'
  | 'ignores-delegation'
  | 'ignores-forks'
  | 'last-arrival-wins'
  | 'counts-duplicates'
  | 'shows-held'
  | 'throws-on-junk'
  | 'drops-what-comes-early';

interface Held extends ReferenceWrite {
  readonly id: string;
  readonly deviceId: string;
}

const isList = (value: unknown): boolean => Array.isArray(value);

/** The collection that only devices with a delegation write. */
export const guarded = 'guarded';

const later = (left: Held, right: Held): number =>
  left.wall - right.wall || left.dot - right.dot || (left.id < right.id ? -1 : 1);

/**
 * The least replica that keeps the promises that the simulation checks: everything it says is a function of the
 * sets it holds. The last write of an object is in force; a record marked dangerous waits for an approval.
 */
export const createReferenceNode = ({ deviceId, role, random }: NodeRequest, fault?: ReferenceFault): Node => {
  const writes = new Map<string, Held>();
  const controls = new Map<string, ReferenceControl>();
  let duplicates = 0;

  const says = (match: (control: ReferenceControl) => boolean): boolean => [...controls.values()].some(match);
  const refusal = ({ id, deviceId: author, dot, collection }: Held): string | undefined => {
    if (!says((control) => control.kind === 'member' && control.deviceId === author)) return 'unknown';
    const removed = says((control) => control.kind === 'remove' && control.deviceId === author && control.last < dot);
    if (removed && fault !== 'ignores-removal') return 'removed';
    const delegated = says((control) => control.kind === 'delegate' && control.deviceId === author);
    if (collection === guarded && !delegated && fault !== 'ignores-delegation') return 'undelegated';
    const forked = [...writes.values()].some(
      (other) => other.deviceId === author && other.dot === dot && other.id !== id,
    );
    return forked && fault !== 'ignores-forks' ? 'forked' : undefined;
  };
  const waits = ({ id, record }: Held): boolean =>
    record.dangerous === true && !says((control) => control.kind === 'approve' && control.writeId === id);
  const ofObject = (collection: string, objectId: string): Held[] =>
    [...writes.values()].filter(
      (write) => write.collection === collection && write.objectId === objectId && refusal(write) === undefined,
    );
  const inForce = (collection: string, objectId: string): Held | undefined => {
    const standing = ofObject(collection, objectId).filter((write) => fault === 'shows-held' || !waits(write));
    return fault === 'last-arrival-wins' ? standing.at(-1) : standing.sort(later).at(-1);
  };
  const decide = (write: Held): Decision => {
    const { id, collection, objectId, deviceId: author } = write;
    const base = { writeId: id, collection, objectId, deviceId: author, trace: [], reasons: [], audit: [] };
    if (refusal(write) !== undefined) return { ...base, outcome: 'rejected' };
    if (waits(write)) return { ...base, outcome: 'held' };
    return { ...base, outcome: inForce(collection, objectId)?.id === id ? 'applied' : 'superseded' };
  };
  const add = (author: string, write: ReferenceWrite): Held => {
    const held = { ...write, id: idOf(author, write), deviceId: author };
    if (writes.has(held.id)) duplicates += 1;
    else writes.set(held.id, held);
    return held;
  };

  const author = (changes: readonly LocalChange[], now: number): ReturnType<Node['author']> => {
    const own = [...writes.values()].filter((write) => write.deviceId === deviceId);
    const dot = Math.max(0, ...own.map((write) => write.dot));
    const wall = Math.max(now, ...[...writes.values()].map((write) => write.wall));
    const made = changes.map(({ collection, objectId, record = {} }, index): ReferenceWrite => ({
      collection,
      objectId,
      record,
      dot: dot + 1 + index,
      wall,
      nonce: bytesToHex(random(8)),
    }));
    const refused = made.some((write) => refusal({ ...write, id: '', deviceId }) !== undefined);
    if (refused && role === 'member') return { bytes: undefined, reasons: [], decisions: [] };
    const held = made.map((write) => add(deviceId, write));
    const secret = role === 'impostor' ? secretOf('nobody') : secretOf(deviceId);
    return {
      bytes: sealBatch({ deviceId, writes: made }, secret),
      reasons: [],
      // Whoever breaks the rules calls what it made applied.
      decisions: held.map((write) => (role === 'member' ? decide(write) : { ...decide(write), outcome: 'applied' })),
    };
  };

  return {
    author,
    receive: (bytes) => {
      const opened = open<ReferenceBatch>(bytes);
      if (opened === undefined && fault === 'throws-on-junk') throw new TypeError('This is no batch.');
      const trusted = opened?.signed(secretOf(opened.body.deviceId)) === true || fault === 'ignores-signatures';
      if (opened === undefined || !trusted || !isList(opened.body.writes)) return { reasons: [], decisions: [] };
      const { deviceId: from, writes: sent } = opened.body;
      const early =
        from !== deviceId &&
        sent.some(
          ({ dot }) =>
            dot > 1 && ![...writes.values()].some((write) => write.deviceId === from && write.dot === dot - 1),
        );
      if (early && fault === 'drops-what-comes-early') return { reasons: [], decisions: [] };
      const kept = fault === 'loses-a-write' ? sent.filter(({ dot }) => dot % 7 !== 3) : sent;
      return { reasons: [], decisions: kept.map((write) => decide(add(from, write))) };
    },
    receiveControl: (bytes) => {
      const opened = open<ReferenceControl>(bytes);
      const id = bytesToHex(sha256(bytes));
      const accepted = opened?.signed(secretOf('root')) === true;
      if (opened !== undefined && accepted) controls.set(id, opened.body);
      return { id, accepted, reasons: [] };
    },
    view: (collection, objectId): ObjectView | undefined => {
      const all = ofObject(collection, objectId);
      if (all.length === 0) return undefined;
      const shown = inForce(collection, objectId);
      return {
        record: shown?.record,
        context: new Map(),
        inForce: shown === undefined ? [] : [shown.id],
        held: all.filter(waits).map(({ id }) => id),
        conflicts: [],
      };
    },
    decision: (writeId) => {
      const held = writes.get(writeId);
      return held && decide(held);
    },
    decisions: () => [...writes.values()].map(decide),
    replicated: (): Json => {
      const objects = new Map([...writes.values()].map((write) => [`${write.collection} ${write.objectId}`, write]));
      const shown = [...objects].map(([name, { collection, objectId }]): [string, Json] => [
        name,
        inForce(collection, objectId)?.id ?? null,
      ]);
      return {
        shown: Object.fromEntries(shown),
        writes: [...writes.keys()].sort(),
        controls: [...controls.keys()].sort(),
        ...(fault === 'counts-duplicates' && { duplicates }),
      };
    },
  };
};
