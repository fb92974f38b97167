import { engineRules, findCanonicalEngine, recordPaths, validateSyncEngineManifest } from '@sourceos/sync-spec';
import type { JsonObject } from '../model/json.js';
import type { Card, Change } from './change.js';
import { changeClassifier } from './classify-change.js';
import type { Engine, EngineDefinition } from './engine.js';
import { compareVersions } from './schema-version.js';

const plainCard = ({ objectId, pointers, before, after }: Change): Card => ({
  title:
    after === undefined
      ? `${objectId} would be deleted.`
      : before === undefined
        ? `${objectId} would be created.`
        : `${objectId} would change at ${pointers.join(', ')}.`,
  risk: 'The engine gives no description of its own for this change.',
  alternatives: ['Reject it and keep what is in force.'],
});

/** What a rule says, or the fallback where the rule throws: its own fault stops no other write. */
const orElse = <Value>(rule: () => Value, fallback: Value): Value => {
  try {
    return rule();
  } catch {
    return fallback;
  }
};

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
    redact: (record: JsonObject) => hooks.redact?.(record) ?? { record, findings: [] },
    // What is asked outside the gate, where nothing ends a write any more, falls back to what there is without it.
    resolve: (conflict) => orElse(() => hooks.resolve?.(conflict), undefined),
    describe: (change) => orElse(() => hooks.describe?.(change), undefined) ?? plainCard(change),
    audit: (change, outcome) => orElse(() => hooks.audit?.(change, outcome), undefined) ?? [],
  };
};
