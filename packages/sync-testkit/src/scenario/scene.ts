import type { Engine, JsonObject, ObjectView, PolicyView, RollbackTarget, StateReport } from '@sourceos/sync-kernel';
import type { Crypto } from '@sourceos/sync-kernel/wire';
import type { SceneAuthority } from './authority.js';
import type { Forgery } from './forge.js';
import type { Judged } from './judged.js';
import type { SceneChange } from './scene-change.js';
import type { SceneDevice } from './scene-device.js';
import type { SceneExport } from './scene-export.js';

/** What a scene is made of. */
export interface SceneOptions {
  readonly engine: Engine;
  /** The primitives; `nativeCrypto` of `@sourceos/sync-kernel/native` in Node. */
  readonly crypto: Crypto;
  /** By default an instance of the manifest's encryption scope: a workspace, a profile or an org. */
  readonly scopeId?: string;
  /** The devices, each with a person of the same name; by default ada, bob and carol. */
  readonly devices?: readonly string[];
  /** The policy in force on every device. */
  readonly policy?: PolicyView;
}

/**
 * A scope with real replicas on real devices. Ada and Bob hold live delegations of every role for every collection,
 * Carol is a member and no more. Whoever writes does so a second after whatever happened before.
 */
export interface Scene extends SceneAuthority {
  readonly engine: Engine;
  readonly scopeId: string;
  /** The scene's clock, milliseconds since the epoch. */
  readonly now: () => number;
  /** Lets time pass, in milliseconds. */
  readonly pass: (milliseconds: number) => void;
  readonly device: (name: string) => SceneDevice;
  /** Has changes in force on every device: approved by Bob, or by Ada where they are Bob's, if they wait for a person. */
  readonly settle: (name: string, ...changes: readonly SceneChange[]) => void;
  /** A change made on one device, delivered to all, and what Bob's made of it; Ada's, where it is Bob's. */
  readonly write: (name: string, change: SceneChange) => Judged;
  /** Changes in one batch; how the last came out. */
  readonly writeAll: (name: string, changes: readonly SceneChange[]) => Judged;
  /** A change on each of two devices, neither knowing the other; how Bob's device (or the third) judged the second. */
  readonly concurrently: (first: readonly [string, SceneChange], second: readonly [string, SceneChange]) => Judged;
  /** A change that no honest device sends. */
  readonly forge: (name: string, change: SceneChange, forgery: Forgery) => Judged;
  /** A change whose bytes were altered on the way. */
  readonly tamper: (name: string, change: SceneChange) => Judged;
  /** Delivers the bytes of an earlier write once more. */
  readonly replay: (judged: Judged) => Judged;
  /** A person decides a write, on every device; how it stands then where it was judged. */
  readonly review: (name: string, judged: Judged, verdict: 'approve' | 'reject', edit?: JsonObject) => Judged;
  /** How a write stands now where it was judged: a revocation or a lease may have come since. */
  readonly again: (judged: Judged) => Judged;
  /** Plans a rollback on a device and carries it out, a write for each step; how the last came out elsewhere. */
  readonly undo: (name: string, target: RollbackTarget, authorId?: string) => Judged;
  /** Exports the collection from a device, and reads it back with nothing but the devices' keys. */
  readonly export: (name: string, authorId?: string) => Judged;
  /** The lines of such an export, for a closer look. */
  readonly exportLines: (name: string, authorId?: string) => SceneExport;
  readonly view: (name: string, objectId: string) => ObjectView | undefined;
  readonly record: (name: string, objectId: string) => JsonObject | undefined;
  readonly state: (name: string) => StateReport;
}
