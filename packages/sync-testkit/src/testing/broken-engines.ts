import type { Engine } from '@sourceos/sync-kernel';
import type { Host } from '../conformance/host.js';
import * as fc from 'fast-check';
import * as z from 'zod';
import type { Specimens } from '../conformance/specimens.js';
import * as hosts from './broken-hosts.js';
import { conformingEngine } from './conforming-engine.js';
import { lawRecord } from './law-engine.js';

/** What breaks one law of conformance: an engine, what it runs in, or what it is tried on. */
export interface Broken {
  readonly law: string;
  readonly engine: Engine;
  readonly host?: Partial<Host>;
  readonly specimens?: Partial<Specimens>;
}

const good = conformingEngine('graph_merge');
const critical = conformingEngine('signed_authority_required', { policyClass: 'critical' });
const low = conformingEngine('graph_merge', { policyClass: 'low' });
const bare = conformingEngine('graph_merge', {
  supportsTombstones: false,
  supportsRollback: false,
  supportsExport: false,
});
const declaring = (engine: Engine, manifest: Partial<Engine['manifest']>): Engine => ({
  ...engine,
  manifest: { ...engine.manifest, ...manifest },
});
const benign = { danger: 'benign', pointers: [], sentence: 'All is well.' } as const;
const dangerous = { danger: 'dangerous', pointers: ['/title'], sentence: 'All is lost.' } as const;

const ofTheManifest: readonly Broken[] = [
  { law: 'manifest: the specification accepts it', engine: declaring(good, { policyClass: 'critical' }) },
  {
    law: 'records: all that are generated are valid, and not all the same',
    engine: good,
    specimens: { records: fc.constant({ title: 'one', colour: 'red' }) },
  },
  {
    law: 'collection: a write of another collection never reaches the engine',
    engine: good,
    host: hosts.misrouting,
  },
  { law: 'collection: no second engine may claim it', engine: good, host: hosts.lettingTwoClaim },
  {
    law: 'defaultEnabled: says whether a fresh device syncs it',
    engine: conformingEngine('graph_merge', { defaultEnabled: false }),
    host: hosts.alwaysEnabled,
  },
  {
    law: 'schemaVersion: an older record is migrated before it is merged',
    engine: { ...good, migrations: [{ from: '0.9.0', to: '1.0.0', migrate: (record) => record }] },
  },
  {
    law: 'schemaVersion: a record that no migration brings along is held, and nothing is lost',
    engine: good,
    host: hosts.inventingMigrations,
  },
  {
    law: 'schemaVersion: a migration that fails holds the record',
    engine: { ...good, migrations: [{ from: '0.9.0', to: '1.0.0', migrate: () => ({ title: 'one', colour: 'red' }) }] },
  },
  {
    law: 'schemaVersion: a record of a newer minor version keeps its unknown members through a round trip',
    engine: { ...good, record: z.union([lawRecord, lawRecord]) },
  },
  {
    law: 'schemaVersion: a record of another major version is quarantined as unknown',
    engine: good,
    host: hosts.misreading({ schemaVersion: '2.0.0' }),
  },
  {
    law: 'schemaVersion: what is no record of this version is quarantined, and no hook is asked',
    engine: good,
    host: hosts.takingAnything,
  },
  {
    law: 'encryptionScope: a new record is sealed for the default',
    engine: good,
    host: hosts.sealingForNobody,
  },
  {
    law: 'encryptionScope: a write is taken in every scope that is listed',
    engine: { ...good, scopes: ['workspace', 'profile'] },
    host: hosts.knowingOneScope,
  },
  {
    law: 'encryptionScope: a write sealed for a scope that is not listed is refused',
    engine: good,
    host: hosts.takingAnyScope,
  },
  {
    law: 'encryptionScope: a write of another instance of the scope is refused',
    engine: good,
    host: hosts.mixingScopes,
  },
];

const ofAuthority: readonly Broken[] = [
  {
    law: 'policyClass: an agent writes only under a live lease',
    engine: good,
    host: hosts.misreading({ policyClass: 'low' }),
  },
  {
    law: 'policyClass: an agent needs no lease below high',
    engine: low,
    host: hosts.misreading({ policyClass: 'high' }),
  },
  {
    law: 'policyClass: what an agent writes under a live lease is not refused for being from an agent',
    engine: {
      ...good,
      authorizes: true,
      authorize: ({ authorId }) =>
        authorId.startsWith('urn:srcos:agent:') ? [{ code: 'policy_denied', detail: 'engine_denied' }] : [],
    },
  },
  {
    law: 'policyClass: only an author with a live delegation writes',
    engine: critical,
    host: hosts.misreading({ policyClass: 'high', mergeStrategy: 'manual_review' }),
  },
  {
    law: 'policyClass: a member needs no delegation below critical',
    engine: good,
    host: hosts.misreading({ policyClass: 'critical' }),
  },
  {
    law: 'policyClass: a device that was revoked writes nothing that stands',
    engine: good,
    host: hosts.forgettingRevocations,
  },
  {
    law: 'dangerousFields: a change of script from elsewhere is never silently in force',
    engine: { ...good, classify: () => benign },
  },
  {
    law: 'dangerousFields: a change of script from elsewhere is never silently in force',
    engine: good,
    host: hosts.misreading({ policyClass: 'medium' }),
  },
  {
    law: 'classify: a change that is benign from elsewhere is in force at once',
    engine: { ...good, classify: () => dangerous },
  },
  {
    law: 'classify: a change that nobody made is benign',
    engine: { ...good, classify: (change) => (change.pointers.length === 0 ? dangerous : good.classify(change)) },
  },
  { law: 'policyClass: a bulk deletion is held', engine: good, host: hosts.misreading({ policyClass: 'low' }) },
];

const ofOperations: readonly Broken[] = [
  {
    law: 'supportsTombstones: an object that exists can be deleted, at once or by review',
    engine: good,
    host: hosts.misreading({ supportsTombstones: false }),
  },
  {
    law: 'supportsTombstones: a deletion is refused, and nothing is deleted',
    engine: bare,
    host: hosts.misreading({ supportsTombstones: true }),
  },
  { law: 'supportsRollback: an old value can be written again', engine: good, host: hosts.planningNothing },
  {
    law: 'supportsRollback: a rollback is refused by name',
    engine: bare,
    host: hosts.misreading({ supportsRollback: true }),
  },
  {
    law: 'supportsRollback: only who holds a delegation of it rolls back',
    engine: critical,
    host: hosts.misreading({ policyClass: 'high' }),
  },
  {
    law: 'supportsRollback: any member rolls back',
    engine: good,
    host: hosts.misreading({ policyClass: 'critical' }),
  },
  { law: 'supportsExport: what is exported verifies without the host', engine: good, host: hosts.exportingHalf },
  {
    law: 'supportsExport: an export is refused by name',
    engine: bare,
    host: hosts.misreading({ supportsExport: true }),
  },
];

export const brokenEngines: readonly Broken[] = [...ofTheManifest, ...ofAuthority, ...ofOperations];
