import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scan } from '@sourceos/sync-estate';
import { requiredManifestFields } from '@sourceos/sync-spec';
import { exportRecords } from '../../src/operations/export.js';
import { planRollback } from '../../src/operations/rollback.js';
import { deriveState } from '../../src/state/derive-state.js';
import { initialFacts } from '../../src/state/initial-facts.js';
import { parseBatch } from '../../src/wire/batch-frame.js';
import { parseLeaf } from '../../src/wire/header.js';
import { portableCrypto } from '../../src/wire/portable-crypto.js';
import { createWorld, deviceId, personId, secretKeyOf, start } from '../../src/replica/testing/world.js';
import { noteEngine, noteId, play, put, told, workspaceId } from './scene.js';

/** One manifest field, turned: what the program does with the one value and with the other. */
export interface FieldProof {
  readonly field: string;
  readonly turned: readonly [string, string];
  readonly question: string;
  readonly observe: () => Promise<readonly [string, string]> | readonly [string, string];
  readonly expected: readonly [string, string];
}

const benign = [[put({ title: 'a' })]] as const;
const dangerous = [[put({ title: 'a' })], [put({ title: 'a', command: 'reboot' })]] as const;

const defined = (manifest: Parameters<typeof noteEngine>[0]): string => {
  try {
    noteEngine(manifest);
    return 'defined';
  } catch (error) {
    return error instanceof TypeError ? 'refused' : 'broken';
  }
};

const authoredScope = (scope: 'workspace' | 'public'): string => {
  const engine = noteEngine({ encryptionScope: scope });
  const { bytes } = createWorld(workspaceId, ['a']).replica('a', [engine]).author(benign[0], start);
  const batch = parseBatch(bytes ?? new Uint8Array());
  const leaf = batch.ok ? parseLeaf(batch.value.writes[0]?.leaf ?? new Uint8Array()) : batch;
  return leaf.ok ? leaf.value.header.encryptionScope : leaf.message;
};

const rollbackOf = (supportsRollback: boolean): string => {
  const world = createWorld(workspaceId, ['a']);
  const control = world.log().view();
  const result = planRollback({
    engine: noteEngine({ supportsRollback }),
    history: [],
    target: { kind: 'undo_author', authorId: personId('a'), since: start },
    actor: { control, deviceId: deviceId('a'), authorId: personId('a'), n: 1, wall: start },
  });
  return result.ok ? 'planned' : (result.reasons[0]?.detail ?? '');
};

/** What the scanner says of an engine that `found` declares, whose manifest names `ownerRepo`. */
const declaredBy = async (ownerRepo: string): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'owner-proof-'));
  const repository = join(folder, 'SourceOS-Linux', 'sourceos-shell', '.sourceos');
  mkdirSync(repository, { recursive: true });
  const { manifest } = noteEngine();
  const shell = { ...manifest, engineId: 'sourceos.sync.shell', collection: 'shell', encryptionScope: 'profile' };
  writeFileSync(
    join(repository, 'manifest.json'),
    JSON.stringify({
      repo: 'SourceOS-Linux/sourceos-shell',
      domain: 'shell',
      specVersion: '0.1.0',
      syncEngines: [{ ...shell, mergeStrategy: 'manual_review', ownerRepo }],
    }),
  );
  const result = await scan([folder], { layout: 'owners' });
  rmSync(folder, { recursive: true });
  if (!result.ok) return result.message;
  return result.report.engines.find(({ engineId }) => engineId === 'sourceos.sync.shell')?.status ?? 'absent';
};

const agentWrite = [[put({ title: 'a' }, { authorId: 'urn:srcos:agent:gardener' })]] as const;

/** The thirteen fields of I1, in the specification's order. */
export const fieldProofs: readonly FieldProof[] = [
  {
    field: 'engineId',
    turned: ['sourceos.sync.notes', 'sourceos.sync.shell'],
    question: 'An engine of the collection `notes` takes this id.',
    observe: () => [defined({}), defined({ engineId: 'sourceos.sync.shell' })],
    expected: ['defined', 'refused'],
  },
  {
    field: 'collection',
    turned: ['notes', 'memos'],
    question: 'A write of the collection `notes` reaches the engine.',
    observe: () =>
      ['notes', 'memos'].map((collection) =>
        told(play({ sender: noteEngine(), receiver: noteEngine({ collection }), batches: benign })),
      ) as [string, string],
    expected: ['applied', 'quarantined: unknown_collection'],
  },
  {
    field: 'schemaVersion',
    turned: ['0.1.0', '0.2.0'],
    question: 'A record of version 0.1.0 comes, and there is no migration.',
    observe: () =>
      ['0.1.0', '0.2.0'].map((schemaVersion) =>
        told(play({ sender: noteEngine(), receiver: noteEngine({ schemaVersion }), batches: benign })),
      ) as [string, string],
    expected: ['applied', 'held: migration_missing'],
  },
  {
    field: 'ownerRepo',
    turned: ['SourceOS-Linux/sourceos-shell', 'example/notes'],
    question: 'The scanner reads the declaration of the shell engine.',
    observe: async () => [await declaredBy('SourceOS-Linux/sourceos-shell'), await declaredBy('example/notes')],
    expected: ['compliant', 'invalid'],
  },
  {
    field: 'defaultEnabled',
    turned: ['true', 'false'],
    question: 'The state of the engine on a fresh device.',
    observe: () =>
      [true, false].map((defaultEnabled) => deriveState(initialFacts(noteEngine({ defaultEnabled }))).state) as [
        string,
        string,
      ],
    expected: ['not_configured', 'engine_disabled'],
  },
  {
    field: 'policyClass',
    turned: ['medium', 'high'],
    question: 'A dangerous change comes from another device.',
    observe: () =>
      (['medium', 'high'] as const).map((policyClass) =>
        told(play({ sender: noteEngine({ policyClass }), batches: dangerous })),
      ) as [string, string],
    expected: ['applied', 'held: dangerous_change'],
  },
  {
    field: 'encryptionScope',
    turned: ['workspace', 'public'],
    question: 'The scope that a new record is written for.',
    observe: () => [authoredScope('workspace'), authoredScope('public')],
    expected: ['workspace', 'public'],
  },
  {
    field: 'mergeStrategy',
    turned: ['graph_merge', 'quarantine'],
    question: 'A benign change comes from another device.',
    observe: () =>
      (['graph_merge', 'quarantine'] as const).map((mergeStrategy) =>
        told(play({ sender: noteEngine({ mergeStrategy }), batches: benign })),
      ) as [string, string],
    expected: ['applied', 'held: quarantine_strategy'],
  },
  {
    field: 'supportsTombstones',
    turned: ['true', 'false'],
    question: 'A deletion comes from another device.',
    observe: () =>
      [true, false].map((supportsTombstones) =>
        told(
          play({
            sender: noteEngine(),
            receiver: noteEngine({ supportsTombstones }),
            batches: [benign[0], [{ collection: 'notes', objectId: noteId, operation: 'tombstone' }]],
          }),
        ),
      ) as [string, string],
    expected: ['applied', 'quarantined: tombstones_unsupported'],
  },
  {
    field: 'supportsRollback',
    turned: ['true', 'false'],
    question: 'A rollback is planned.',
    observe: () => [rollbackOf(true), rollbackOf(false)],
    expected: ['planned', 'rollback_unsupported'],
  },
  {
    field: 'supportsExport',
    turned: ['true', 'false'],
    question: 'An export is asked for.',
    observe: () => [exportOf(true), exportOf(false)],
    expected: ['exported', 'export_unsupported'],
  },
  {
    field: 'dangerousFields',
    turned: ['["command"]', '[]'],
    question: 'A change of `command` comes from another device.',
    observe: () =>
      [['command'], []].map((dangerousFields) =>
        told(play({ sender: noteEngine({ dangerousFields }), batches: dangerous })),
      ) as [string, string],
    expected: ['held: dangerous_change', 'applied'],
  },
  {
    field: 'auditEvents',
    turned: ['["notes.note.changed"]', '[]'],
    question: 'The engine drafts the event `notes.note.changed`.',
    observe: () =>
      [['notes.note.changed'], []].map(
        (auditEvents) => `${play({ sender: noteEngine({ auditEvents }), batches: benign }).audit.length} recorded`,
      ) as [string, string],
    expected: ['1 recorded', '0 recorded'],
  },
];

/** What each level of `policyClass` adds to the one before (I3). */
export const classProofs: readonly FieldProof[] = [
  {
    field: 'policyClass',
    turned: ['none', 'low'],
    question: 'A write comes from a device that is no member, and from a live member.',
    observe: () => {
      const engine = noteEngine({ policyClass: 'low' });
      const stranger = createWorld(workspaceId, ['b']);
      const senderWorld = createWorld(workspaceId, ['a', 'b']);
      return [
        told(play({ sender: engine, world: stranger, senderWorld, batches: benign })),
        told(play({ sender: engine, batches: benign })),
      ];
    },
    expected: ['held: unknown_device', 'applied'],
  },
  {
    field: 'policyClass',
    turned: ['low', 'medium'],
    question: 'An acceptance is audited.',
    observe: () =>
      (['low', 'medium'] as const).map(
        (policyClass) => `${play({ sender: noteEngine({ policyClass }), batches: benign }).audit.length} recorded`,
      ) as [string, string],
    expected: ['0 recorded', '1 recorded'],
  },
  {
    field: 'policyClass',
    turned: ['medium', 'high'],
    question: 'An agent writes without a lease.',
    observe: () =>
      (['medium', 'high'] as const).map((policyClass) =>
        told(play({ sender: noteEngine({ policyClass }), batches: agentWrite })),
      ) as [string, string],
    expected: ['applied', 'quarantined: agent_without_lease'],
  },
  {
    field: 'policyClass',
    turned: ['high', 'critical'],
    question: 'A member writes without a delegation.',
    observe: () =>
      (['high', 'critical'] as const).map((policyClass) =>
        told(play({ sender: noteEngine({ policyClass, mergeStrategy: 'never_merge' }), batches: benign })),
      ) as [string, string],
    expected: ['applied', 'quarantined: no_delegation'],
  },
];

/** That no field is left out. */
export const provenFields: readonly string[] = requiredManifestFields;

const exportOf = (supportsExport: boolean): string => {
  const world = createWorld(workspaceId, ['a']);
  const control = world.log().view();
  const engine = noteEngine({ supportsExport });
  const actor = { control, deviceId: deviceId('a'), authorId: personId('a'), n: 1, wall: start };
  const result = exportRecords({
    engine,
    actor,
    secretKey: secretKeyOf('a'),
    crypto: portableCrypto,
    exportedAt: start,
    records: [],
  });
  return result.ok ? 'exported' : (result.reasons[0]?.detail ?? '');
};
