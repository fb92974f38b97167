import type { AuditEvent, EncryptionScope, SyncEngineManifest } from '@sourceos/sync-spec';
import type * as z from 'zod';
import type { ControlView } from '../control/control-view.js';
import type { JsonObject } from '../model/json.js';
import type { Reason } from '../model/reason.js';
import type { AuditDraft, Card, Change, Classification, Conflict } from './change.js';
import type { RecordPatch } from './author-changes.js';
import type { LocalChange } from '../replica/replica.js';
import type { WriteHeader } from '../wire/write.js';
import type { MergeShape } from './merge-shape.js';

/** One step of an object model's history: from a version to the next. Throws where a record cannot be brought along. */
export interface Migration {
  readonly from: string;
  readonly to: string;
  readonly migrate: (record: JsonObject) => JsonObject;
}

/** What stands in a record that must not leave the device, or enter it. Never the value itself. */
export interface SecretFinding {
  readonly pointer: string;
  /** The kind of secret, for example `github-token`. */
  readonly kind: string;
}

export interface Redaction<RecordType = JsonObject> {
  /** The record as it may leave. */
  readonly record: RecordType;
  readonly findings: readonly SecretFinding[];
}

/** What an engine's own rules may ask about. */
export interface AuthorizeContext {
  /** The receiver's clock, milliseconds since the epoch. */
  readonly now: number;
  /** The write's own hybrid time, milliseconds since the epoch. */
  readonly wall: number;
  /** The write's dot in its device's log: what a question to `control.delegation` asks for beside the time. */
  readonly n: number;
  readonly control: ControlView;
  /**
   * Whether the author knew every earlier write of the object. One that did not goes back to nothing: it is concurrent
   * with what it did not know, and the strategy's to combine or to hold.
   */
  readonly informed: () => boolean;
  /** The record in force of another object of the collection. */
  readonly lookup: (objectId: string) => JsonObject | undefined;
}

/** A write by what it says itself, whatever it was written over. */
export interface AuthoredWrite<RecordType = JsonObject> {
  readonly objectId: string;
  readonly operation: WriteHeader['operation'];
  readonly authorId: string;
  readonly deviceId: string;
  /** The record, migrated and valid; of a patch, its members alone; undefined for a deletion. */
  readonly record: RecordType | RecordPatch<RecordType> | undefined;
}

/** How a write came out, as audit hooks see it. */
export interface ChangeOutcome {
  readonly outcome: 'applied' | 'merged' | 'superseded' | 'held' | 'quarantined' | 'rejected';
  readonly reasons: readonly Reason[];
}

/** The semantics of a domain, as its package declares them. Everything else is the kernel's. */
export interface EngineDefinition<RecordType extends object = JsonObject> {
  readonly manifest: Readonly<
    Omit<SyncEngineManifest, 'dangerousFields' | 'auditEvents' | 'stateCodes' | 'reasonCodes'>
  > & {
    readonly dangerousFields: readonly string[];
    readonly auditEvents: readonly string[];
  };
  /** The object model at `manifest.schemaVersion`. */
  readonly record: z.ZodType<RecordType>;
  /** From each earlier version, in order. */
  readonly migrations?: readonly Migration[];
  /** Scopes that a record may live in, the manifest's default among them (I2); by default the canonical table's. */
  readonly scopes?: readonly EncryptionScope[];
  /** Adds to what `dangerousFields` says; it cannot take away. */
  readonly classify?: (change: Change<RecordType>) => Classification;
  /**
   * Domain authority that asks nothing but the write: who may write which record where. Such a rule costs nothing
   * when writes come out of order; prefer it to `authorize`.
   */
  readonly authorizeWrite?: (
    write: AuthoredWrite<RecordType>,
    context: Pick<AuthorizeContext, 'wall' | 'n' | 'control'>,
  ) => readonly Reason[];
  /**
   * Domain authority that asks what came before. `before` and `lookup` give what all devices replicate of the writes
   * before this one in the hybrid order: where one comes late that an answer may depend on, all is judged again.
   */
  readonly authorize?: (change: Change<RecordType>, context: AuthorizeContext) => readonly Reason[];
  /**
   * What a write asks for besides being written, by names of the domain such as `models.remote.route`: the policy
   * bundles are asked about each, and the strictest answer counts. Like `authorizeWrite` it asks nothing but the write.
   */
  readonly capabilities?: (write: AuthoredWrite<RecordType>) => readonly string[];
  readonly redact?: (record: RecordType) => Redaction<RecordType>;
  /** Domain knowledge inside the declared strategy; undefined where it declines. */
  readonly resolve?: (conflict: Conflict<RecordType>) => RecordType | undefined;
  readonly describe?: (change: Change<RecordType>) => Card;
  readonly audit?: (change: Change<RecordType>, outcome: ChangeOutcome) => readonly AuditDraft[];
  /**
   * How an event is appended to the log that the engine keeps: a host writes there what it decided in the scope, save
   * about the writes of such engines themselves. An engine that keeps no such log declares none.
   */
  readonly recordEvent?: (event: AuditEvent) => LocalChange;
  readonly merge?: MergeShape;
}

/** An engine that runs: a definition that was checked, its hooks all present. */
export interface Engine {
  readonly manifest: EngineDefinition['manifest'];
  readonly record: z.ZodType<object>;
  readonly migrations: readonly Migration[];
  readonly scopes: readonly EncryptionScope[];
  readonly merge: MergeShape;
  /** The manifest's dangerous fields and the engine's own judgement, together. */
  readonly classify: (change: Change) => Classification;
  readonly authorizeWrite: (
    write: AuthoredWrite,
    context: Pick<AuthorizeContext, 'wall' | 'n' | 'control'>,
  ) => readonly Reason[];
  readonly authorize: (change: Change, context: AuthorizeContext) => readonly Reason[];
  /** Whether `authorize` asks anything: its answers depend on what came before, so that writes are judged in one order. */
  readonly authorizes?: boolean;
  /** What the policy bundles are asked besides `sync.<collection>.<operation>`; nothing where it is absent. */
  readonly capabilities?: (write: AuthoredWrite) => readonly string[];
  readonly redact: (record: JsonObject) => Redaction;
  readonly resolve: (conflict: Conflict) => JsonObject | undefined;
  readonly describe: (change: Change) => Card;
  readonly audit: (change: Change, outcome: ChangeOutcome) => readonly AuditDraft[];
  /** Present where the engine keeps a log of what hosts decide. */
  readonly recordEvent?: (event: AuditEvent) => LocalChange;
}
