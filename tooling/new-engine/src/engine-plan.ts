import {
  findCanonicalEngine,
  forms,
  type EncryptionScope,
  type MergeStrategy,
  type PolicyClass,
} from '@sourceos/sync-spec';
import { deriveEngineNames, type EngineNames } from '@sourceos/structure-check';

/** What the templates need to know of an engine. */
export interface EnginePlan extends EngineNames {
  readonly canonical: boolean;
  readonly collection: string;
  readonly ownerRepo: string;
  readonly policyClass: PolicyClass;
  readonly encryptionScope: EncryptionScope;
  readonly mergeStrategy: MergeStrategy;
  /** The export and the type name of its first kind of record: `clipboardEntry`, `ClipboardEntry`. */
  readonly kind: string;
  readonly kindType: string;
  /** `clipboard history` */
  readonly words: string;
}

export type Planned =
  { readonly ok: true; readonly plan: EnginePlan } | { readonly ok: false; readonly message: string };

const nameForm = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const longestName = 40;

/** Names that packages of the house have which are no engines. */
const reserved: readonly string[] = ['spec', 'kernel', 'testkit', 'host', 'relay', 'estate'];

const refuse = (message: string): Planned => ({ ok: false, message });

/**
 * Decides what a new package declares: for a canonical engine the registry's row, for another one the
 * cautious values of a high engine, reviewed and sealed for one profile, that its author then changes.
 *
 * @param name the engine's short name, `clipboard` of `sourceos.sync.clipboard`
 * @param owner the owner's repository as `owner/name`; a canonical engine has the registry's
 */
export const planEngine = (name: string, owner?: string): Planned => {
  if (!nameForm.test(name) || name.length > longestName) {
    return refuse(
      `the name is ${JSON.stringify(name)}; expected at most ${longestName} of a-z and 0-9, in words joined by -, such as clipboard`,
    );
  }
  if (reserved.includes(name)) return refuse(`sync-${name} is a package that is no engine; expected another name`);
  const names = deriveEngineNames(`sourceos.sync.${name}`);
  const row = findCanonicalEngine(names.engineId);
  if (row !== undefined && owner !== undefined && owner !== row.owners[0]) {
    return refuse(`--owner is ${JSON.stringify(owner)}; expected ${row.owners[0]}, which the registry names`);
  }
  const ownerRepo = row?.owners[0] ?? owner;
  if (ownerRepo === undefined) {
    return refuse(`${names.engineId} is no canonical engine; expected --owner with the repository that answers for it`);
  }
  if (!forms.repository.pattern.test(ownerRepo)) {
    return refuse(`--owner is ${JSON.stringify(ownerRepo)}; expected ${forms.repository.expected}`);
  }
  const kind = names.record.replace(/Record$/, 'Entry');
  return {
    ok: true,
    plan: {
      ...names,
      canonical: row !== undefined,
      collection: row?.collection ?? name,
      ownerRepo,
      policyClass: row?.policyClass ?? 'high',
      encryptionScope: row?.encryptionScopes[0] ?? 'profile',
      mergeStrategy: row?.mergeStrategies[0] ?? 'manual_review',
      kind,
      kindType: kind.charAt(0).toUpperCase() + kind.slice(1),
      words: name.replaceAll('-', ' '),
    },
  };
};
