import * as z from 'zod';
import { defineEngine } from '../../src/engine/define-engine.js';
import type { Engine, EngineDefinition } from '../../src/engine/engine.js';
import type { Decision } from '../../src/gate/decision.js';
import type { JsonObject } from '../../src/model/json.js';
import type { Arrival } from '../../src/gate/arrival.js';
import type { LocalChange, ReplicaOptions } from '../../src/replica/replica.js';
import { createWorld, start, type World } from '../../src/replica/testing/world.js';

export const workspaceId = 'urn:srcos:workspace:garden';
export const noteId = 'urn:srcos:note:one';

const noteRecord = z.strictObject({ title: z.string(), command: z.string().optional(), token: z.string().optional() });
type Note = z.infer<typeof noteRecord>;

type NoteDefinition = EngineDefinition<Note>;

/** An engine of notes; what a proof turns is given. */
export const noteEngine = (
  manifest: Partial<NoteDefinition['manifest']> = {},
  more: Omit<Partial<NoteDefinition>, 'manifest'> = {},
): Engine =>
  defineEngine<Note>({
    manifest: {
      engineId: 'sourceos.sync.notes',
      collection: 'notes',
      schemaVersion: '0.1.0',
      ownerRepo: 'example/notes',
      defaultEnabled: true,
      policyClass: 'high',
      encryptionScope: 'workspace',
      mergeStrategy: 'graph_merge',
      supportsTombstones: true,
      supportsRollback: true,
      supportsExport: true,
      dangerousFields: ['command'],
      auditEvents: ['notes.note.changed'],
      ...manifest,
    },
    record: noteRecord,
    audit: ({ objectId }) => [{ eventType: 'notes.note.changed', subjectId: objectId }],
    ...more,
  });

export const put = (record: JsonObject, more: Partial<LocalChange> = {}): LocalChange => ({
  collection: 'notes',
  objectId: noteId,
  operation: 'put',
  record,
  ...more,
});

/** Who sends what to whom. */
export interface Scene {
  readonly sender: Engine;
  readonly receiver?: Engine;
  /** Batches in order; the last one's first decision at the receiver is the observation. */
  readonly batches: readonly (readonly LocalChange[])[];
  readonly world?: World;
  readonly receiverOptions?: Partial<ReplicaOptions>;
  /** The scope that the sender writes in, where it is not the receiver's. */
  readonly senderWorld?: World;
  readonly arrival?: Arrival;
  /** What happens to the last batch on its way. */
  readonly tamper?: (batch: Uint8Array) => Uint8Array;
}

/** Plays a scene between the devices `a` and `b`: what `b` decides about the first write of the last batch. */
export const play = (scene: Scene): Decision => {
  const world = scene.world ?? createWorld(workspaceId, ['a', 'b']);
  const a = (scene.senderWorld ?? world).replica('a', [scene.sender]);
  const b = world.replica('b', [scene.receiver ?? scene.sender], scene.receiverOptions);
  let decision: Decision | undefined;
  scene.batches.forEach((changes, index) => {
    const authored = a.author(changes, start + 1_000 * (index + 1));
    if (authored.bytes === undefined) {
      [decision] = authored.decisions;
      return;
    }
    const isLast = index === scene.batches.length - 1;
    const bytes = isLast && scene.tamper !== undefined ? scene.tamper(authored.bytes) : authored.bytes;
    [decision] = b.receive(bytes, start + 1_000 * (index + 1), scene.arrival).decisions;
  });
  if (decision === undefined) throw new Error('The scene made no decision.');
  return decision;
};

/** A decision in one word, or in words joined by a colon: outcome, then the details of its reasons. */
export const told = ({ outcome, reasons }: Decision): string =>
  [outcome, ...reasons.map(({ detail }) => detail)].join(': ');
