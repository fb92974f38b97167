import { needs } from '@sourceos/vitest-config/needs';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { readSpecification } from '../test/specification.js';
import {
  canonicalEngines,
  engineName,
  enginePackage,
  enginesOwnedBy,
  findCanonicalEngine,
  type CanonicalEngineId,
} from './canonical-engines.js';
import { reviewAwareStrategies } from './merge-strategy.js';
import { validateSyncEngineManifest } from './validate.js';

describe('the canonical registry', () => {
  it('names each engine and each collection once', () => {
    expect(new Set(canonicalEngines.map(({ engineId }) => engineId)).size).toBe(11);
    expect(new Set(canonicalEngines.map(({ collection }) => collection)).size).toBe(11);
  });

  it('keeps its ids as a union type', () => {
    expectTypeOf<'sourceos.sync.shell'>().toExtend<CanonicalEngineId>();
    expectTypeOf<'sourceos.sync.other'>().not.toExtend<CanonicalEngineId>();
  });

  it.each(canonicalEngines)('has a row for $engineId that its own rules accept', (row) => {
    for (const encryptionScope of row.encryptionScopes) {
      for (const mergeStrategy of row.mergeStrategies) {
        for (const ownerRepo of row.owners) {
          const manifest = {
            ...{ engineId: row.engineId, collection: row.collection, schemaVersion: '0.1.0', ownerRepo },
            ...{ defaultEnabled: true, policyClass: row.policyClass, encryptionScope, mergeStrategy },
            ...{ supportsTombstones: true, supportsRollback: true, supportsExport: true },
            ...{ dangerousFields: ['a'], auditEvents: ['a.b'] },
          };
          expect(validateSyncEngineManifest(manifest)).toEqual([]);
        }
      }
    }
  });

  it('allows an alternative strategy only where I4 does', () => {
    const open = canonicalEngines.filter(({ mergeStrategies }) => mergeStrategies.length > 1);
    for (const { mergeStrategies } of open) expect(mergeStrategies).toEqual(reviewAwareStrategies);
    expect(open.map(({ engineId }) => engineName(engineId))).toEqual([
      'shell',
      'memory-mesh',
      'browser',
      'models',
      'extensions',
    ]);
  });
});

describe('findCanonicalEngine', () => {
  it('finds an engine by its id', () => {
    expect(findCanonicalEngine('sourceos.sync.agent-registry')?.collection).toBe('agents');
  });

  it.each(['sourceos.sync.other', 'shell', '', '__proto__', 'constructor', 'SourceOS.sync.shell'])(
    'knows no %j',
    (engineId) => {
      expect(findCanonicalEngine(engineId)).toBeUndefined();
    },
  );
});

describe('enginesOwnedBy', () => {
  const owned = (repo: string) => enginesOwnedBy(repo).map(({ engineId }) => engineName(engineId));

  it('lists what a repository owns, alone or with others', () => {
    expect(owned('SourceOS-Linux/sourceos-syncd')).toEqual(['clients', 'secrets', 'extensions']);
    expect(owned('SocioProphet/policy-fabric')).toEqual(['policy-fabric', 'secrets']);
    expect(owned('SocioProphet/holmes')).toEqual(['audit']);
  });

  it('ignores case, as GitHub does', () => {
    expect(owned('sourceos-linux/bearbrowser')).toEqual(owned('SourceOS-Linux/BearBrowser'));
    expect(owned('sourceos-linux/bearbrowser')).toEqual(['browser', 'extensions']);
  });

  it.each(['BearBrowser', 'someone/BearBrowser', ''])('owns nothing as %j', (repo) => {
    expect(owned(repo)).toEqual([]);
  });
});

describe('names that follow from an engine id', () => {
  it('are the short name and the package', () => {
    expect(engineName('sourceos.sync.memory-mesh')).toBe('memory-mesh');
    expect(enginePackage('sourceos.sync.memory-mesh')).toBe('@sourceos/sync-memory-mesh');
  });
});

const shared = needs('shared', "sync-spec's canonical registry against the specification's table");

/** What the table's words for owners stand for, by I8; a repository stands for itself. */
const ownersNamed: Readonly<Record<string, readonly string[]>> = {
  'SourceOS core': ['SourceOS-Linux/sourceos-syncd'],
  SourceAudit: ['SocioProphet/sherlock-search'],
  'Sherlock/Holmes': ['SocioProphet/holmes'],
  'Policy Fabric': ['SocioProphet/policy-fabric'],
  BearBrowser: ['SourceOS-Linux/BearBrowser'],
  TurtleTerm: ['SourceOS-Linux/TurtleTerm'],
  'Prophet Workspace': ['SocioProphet/prophet-workspace'],
};

describe.runIf(shared !== undefined)("the specification's table of canonical engines", () => {
  const rows = () => readSpecification(shared ?? '').rows('Canonical engines');
  const plain = (cell: string | undefined) => (cell ?? '').replaceAll('`', '');

  it('is ours, row by row', () => {
    const theirs = rows().map(([engine, owner, collection, policy, encryption, merge]) => ({
      engineId: plain(engine),
      owners: plain(owner)
        .split(', ')
        .flatMap((name) => ownersNamed[name] ?? [name]),
      collection,
      policyClass: policy,
      encryptionScopes: encryption?.split('/'),
      mergeStrategy: merge,
    }));
    const ours = canonicalEngines.map(({ engineId, owners, collection, policyClass, encryptionScopes, ...row }) => ({
      ...{ engineId, owners, collection, policyClass, encryptionScopes },
      mergeStrategy: row.mergeStrategies[0],
    }));
    expect(theirs).toHaveLength(11);
    expect(ours).toEqual(theirs);
  });
});
