import type { EncryptionScope } from './encryption-scope.js';
import type { MergeStrategy } from './merge-strategy.js';
import type { PolicyClass } from './policy-class.js';
import type { RepoDomain } from './repo-domain.js';

/** One row of the specification's table of canonical engines. */
export interface CanonicalEngine {
  readonly engineId: `sourceos.sync.${string}`;
  readonly collection: string;
  /** Repositories that may declare the engine; the first is primary (I8). */
  readonly owners: readonly [string, ...string[]];
  readonly policyClass: PolicyClass;
  /** Scopes that its records may live in; the first is the default of our manifest (I2). */
  readonly encryptionScopes: readonly [EncryptionScope, ...EncryptionScope[]];
  /** Strategies that a declaration may name; the first is the table's, others by I4. */
  readonly mergeStrategies: readonly [MergeStrategy, ...MergeStrategy[]];
  /** The domain that a repository made for this engine declares. */
  readonly domain: RepoDomain;
}

const syncd = 'SourceOS-Linux/sourceos-syncd';
const bearBrowser = 'SourceOS-Linux/BearBrowser';
const turtleTerm = 'SourceOS-Linux/TurtleTerm';
const prophetWorkspace = 'SocioProphet/prophet-workspace';
const policyFabric = 'SocioProphet/policy-fabric';

/** The canonical registry: the specification's table, its owners resolved by I8 and its scopes by I2. */
// prettier-ignore
export const canonicalEngines = [
  { engineId: 'sourceos.sync.clients',        collection: 'clients',    policyClass: 'high',     encryptionScopes: ['profile'],                     mergeStrategies: ['signed_authority_required'],   domain: 'os',            owners: [syncd] },
  { engineId: 'sourceos.sync.workspace',      collection: 'workspace',  policyClass: 'high',     encryptionScopes: ['workspace'],                   mergeStrategies: ['graph_merge'],                 domain: 'workspace',     owners: [prophetWorkspace, 'SocioProphet/sociosphere'] },
  { engineId: 'sourceos.sync.shell',          collection: 'shell',      policyClass: 'high',     encryptionScopes: ['profile'],                     mergeStrategies: ['manual_review', 'quarantine'], domain: 'shell',         owners: ['SourceOS-Linux/sourceos-shell', turtleTerm] },
  { engineId: 'sourceos.sync.agent-registry', collection: 'agents',     policyClass: 'critical', encryptionScopes: ['workspace', 'org'],            mergeStrategies: ['signed_authority_required'],   domain: 'agent',         owners: ['SocioProphet/agent-registry'] },
  { engineId: 'sourceos.sync.policy-fabric',  collection: 'policy',     policyClass: 'critical', encryptionScopes: ['org', 'workspace'],            mergeStrategies: ['strongest_policy_wins'],       domain: 'policy',        owners: [policyFabric] },
  { engineId: 'sourceos.sync.memory-mesh',    collection: 'memory',     policyClass: 'high',     encryptionScopes: ['profile', 'workspace'],        mergeStrategies: ['manual_review', 'quarantine'], domain: 'memory',        owners: ['SocioProphet/memory-mesh'] },
  { engineId: 'sourceos.sync.browser',        collection: 'browser',    policyClass: 'high',     encryptionScopes: ['profile', 'workspace'],        mergeStrategies: ['manual_review', 'quarantine'], domain: 'browser',       owners: [bearBrowser] },
  { engineId: 'sourceos.sync.secrets',        collection: 'secrets',    policyClass: 'critical', encryptionScopes: ['vault'],                       mergeStrategies: ['never_merge'],                 domain: 'security',      owners: [syncd, policyFabric] },
  { engineId: 'sourceos.sync.audit',          collection: 'audit',      policyClass: 'critical', encryptionScopes: ['profile', 'workspace', 'org'], mergeStrategies: ['append_only'],                 domain: 'observability', owners: ['SocioProphet/sherlock-search', 'SocioProphet/holmes'] },
  { engineId: 'sourceos.sync.models',         collection: 'models',     policyClass: 'high',     encryptionScopes: ['profile', 'org'],              mergeStrategies: ['manual_review', 'quarantine'], domain: 'model',         owners: ['SourceOS-Linux/sourceos-model-carry', 'SourceOS-Linux/agent-machine'] },
  { engineId: 'sourceos.sync.extensions',     collection: 'extensions', policyClass: 'high',     encryptionScopes: ['profile', 'workspace'],        mergeStrategies: ['manual_review', 'quarantine'], domain: 'os',            owners: [syncd, bearBrowser, turtleTerm, prophetWorkspace] },
] as const satisfies readonly CanonicalEngine[];

export type CanonicalEngineId = (typeof canonicalEngines)[number]['engineId'];

const byId = new Map<string, CanonicalEngine>(canonicalEngines.map((engine) => [engine.engineId, engine]));

/** The canonical row of an engine id, or undefined for an engine outside the eleven (I7). */
export const findCanonicalEngine = (engineId: string): CanonicalEngine | undefined => byId.get(engineId);

const byOwner = new Map<string, CanonicalEngine[]>();
for (const engine of canonicalEngines) {
  for (const owner of engine.owners) {
    const name = owner.toLowerCase();
    byOwner.set(name, [...(byOwner.get(name) ?? []), engine]);
  }
}

/** The canonical engines that a repository owns, alone or with others. GitHub names ignore case. */
export const enginesOwnedBy = (repo: string): readonly CanonicalEngine[] => byOwner.get(repo.toLowerCase()) ?? [];

const prefix = 'sourceos.sync.';

/** The engine's short name: `shell` of `sourceos.sync.shell`. Packages are named by it. */
export const engineName = (engineId: string): string =>
  engineId.startsWith(prefix) ? engineId.slice(prefix.length) : engineId;

/** The npm package that publishes an engine's manifest and semantics. */
export const enginePackage = (engineId: string): string => `@sourceos/sync-${engineName(engineId)}`;
