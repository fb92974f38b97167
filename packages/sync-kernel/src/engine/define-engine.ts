import { engineRules, findCanonicalEngine, recordPaths, validateSyncEngineManifest } from '@sourceos/sync-spec';
import type { JsonObject } from '../model/json.js';
import { changeClassifier } from './classify-change.js';
import type { Engine, EngineDefinition } from './engine.js';
import { plainCard } from './plain-card.js';
import { compareVersions } from './schema-version.js';

/** Rules that advise: what they find is compliant (I6). */
const advice: ReadonlySet<string> = new Set(
  engineRules.filter(({ severity }) => severity !== 'error').map(({ id }) => id),
);

/** What is wrong with a definition, in sentences. */
const faultsOf = <RecordType extends object>(definition: EngineDefinition<RecordType>): string[] => {
  const { manifest, record, migrations = [], scopes } = definition;
  const faults = validateSyncEngineManifest(manifest)
    .filter(({ rule }) => !advice.has(rule))
    .map(({ path, message }) => `manifest${path.map((step) => `.${step}`).join('')}: ${message}`);
  const paths = recordPaths(record);
  for (const field of manifest.dangerousFields) {
    if (!paths.has(field)) faults.push(`manifest.dangerousFields: no record has the field "${field}"`);
  }
  if (scopes !== undefined && !scopes.includes(manifest.encryptionScope)) {
    faults.push(`scopes: the manifest's default scope "${manifest.encryptionScope}" is not among them`);
  }
  migrations.forEach(({ from, to }, index) => {
    const next = migrations[index + 1]?.from ?? manifest.schemaVersion;
    if (to !== next) faults.push(`migrations[${index}]: leads to ${to}; expected ${next}`);
    if (compareVersions(from, to) >= 0) faults.push(`migrations[${index}]: ${from} is not before ${to}`);
  });
  return faults;
};

/**
 * Makes an engine of a definition.
 *
 * @throws TypeError where the definition breaks its own promise: a wrong manifest, a dangerous field that
 *   no record has, migrations that do not follow on each other. Every fault is named.
 */
export const defineEngine = <RecordType extends object>(definition: EngineDefinition<RecordType>): Engine => {
  const faults = faultsOf(definition);
  const { manifest } = definition;
  if (faults.length > 0) throw new TypeError(`${manifest.engineId}: ${faults.join('; ')}`);
  // Hooks are called with records that `record` accepted: the one place where Json becomes the domain's type.
  const hooks = definition as unknown as EngineDefinition;
  return {
    manifest,
    record: definition.record,
    migrations: definition.migrations ?? [],
    scopes: definition.scopes ?? findCanonicalEngine(manifest.engineId)?.encryptionScopes ?? [manifest.encryptionScope],
    merge: definition.merge ?? {},
    classify: changeClassifier(manifest.dangerousFields, hooks.classify),
    authorizeWrite: (write, context) => hooks.authorizeWrite?.(write, context) ?? [],
    authorizes: hooks.authorize !== undefined,
    authorize: (change, context) => hooks.authorize?.(change, context) ?? [],
    capabilities: (write) => hooks.capabilities?.(write) ?? [],
    redact: (record: JsonObject) => hooks.redact?.(record) ?? { record, findings: [] },
    resolve: (conflict) => hooks.resolve?.(conflict),
    describe: (change) => hooks.describe?.(change) ?? plainCard(change),
    audit: (change, outcome) => hooks.audit?.(change, outcome) ?? [],
    ...(definition.recordEvent === undefined ? {} : { recordEvent: definition.recordEvent }),
  };
};
