import {
  canonicalEngines,
  findCanonicalEngine,
  shorten,
  syncEngineManifestSchema,
  type Declaration,
} from '@sourceos/sync-spec';
import { declarationsOf } from '../../inspect/declaration.js';
import { parseJson } from '../../json/parse-json.js';
import { estateRules } from '../../rules/estate-rules.js';
import { isOwner, ownDeclarations, type Estate, type EstateDeclaration, type EstateDraft } from '../estate.js';

/** An id or a repository as a message names it: hostile manifests may hold names of any length. */
const shortName = (name: unknown): string => shorten(name).replace(/^"(.*)"$/, '$1');

const at = (declaration: EstateDeclaration, field: string) =>
  ({
    at: declaration.by,
    engineId: declaration.engineId,
    file: 'manifest',
    path: ['syncEngines', declaration.index, field],
    on: 'value',
  }) as const;

/** Declarations outside an engine's owners (I8). */
export const declaredElsewhere = (estate: Estate): EstateDraft[] => {
  const drafts: EstateDraft[] = [];
  for (const declarations of estate.declarations.values()) {
    for (const declaration of declarations) {
      if (!isOwner(declaration.by.repo, declaration)) drafts.push(elsewhere(declaration));
    }
  }
  return drafts;
};

const elsewhere = (declaration: EstateDeclaration): EstateDraft => {
  const canonical = findCanonicalEngine(declaration.engineId);
  const owners = canonical?.owners.join(' or ') ?? shortName(declaration.value.ownerRepo);
  return {
    ...at(declaration, canonical === undefined ? 'ownerRepo' : 'engineId'),
    rule: estateRules.declaredElsewhere.id,
    message: `${shortName(declaration.engineId)} is owned by ${owners}, and ${declaration.by.repo} declares it`,
    found: shorten(declaration.by.repo),
    expected: `a declaration in ${owners} alone`,
  };
};

/** What two declarations must say alike: co-owners may each name themselves, and the schema is no promise. */
const comparedFields = Object.keys(syncEngineManifestSchema.shape).filter(
  (field) => field !== 'ownerRepo' && field !== '$schema',
);

/** A value as text that is equal for equal promises: the order of a list of names says nothing. */
const normal = (value: unknown): string =>
  JSON.stringify(Array.isArray(value) ? value.map((item: unknown) => JSON.stringify(item)).sort() : value);

/** The fields that two declarations of one engine both have and that differ. What one leaves out contradicts nothing. */
export const differingFields = (a: Declaration, b: Declaration): readonly string[] =>
  comparedFields.filter(
    (field) => Object.hasOwn(a, field) && Object.hasOwn(b, field) && normal(a[field]) !== normal(b[field]),
  );

/** Two owners' declarations of one engine that disagree: both are told, each at its own field. */
export const declarationsDisagree = async (estate: Estate): Promise<EstateDraft[]> => {
  const drafts: EstateDraft[] = [];
  for (const [engineId, all] of estate.declarations) {
    if (all.length < 2) continue;
    const [first, ...others] = await Promise.all(ownDeclarations(estate, engineId).map(whole));
    if (first === undefined) continue;
    for (const other of others) {
      for (const field of differingFields(first.value, other.value)) {
        drafts.push(disagreement(first, other, field), disagreement(other, first, field));
      }
    }
  }
  return drafts;
};

/** A declaration with all its fields, which are read again where only the decisive ones were kept. */
const whole = async (declaration: EstateDeclaration): Promise<EstateDeclaration> => {
  const { by, engineId, index } = declaration;
  if (findCanonicalEngine(engineId) !== undefined || by.repository.kind === 'refused') return declaration;
  const result = await by.repository.read('manifest');
  const json = result.kind === 'file' ? parseJson(result.bytes) : undefined;
  const found = json?.kind === 'document' ? declarationsOf(json.value) : undefined;
  const again = found?.find((other) => other.index === index && other.engineId === engineId);
  return again === undefined ? declaration : { ...again, by };
};

const disagreement = (here: EstateDeclaration, there: EstateDeclaration, field: string): EstateDraft => ({
  ...at(here, field),
  rule: estateRules.declarationsDisagree.id,
  message: `"${field}" of ${shortName(here.engineId)} differs from what ${there.by.repo} declares`,
  found: shorten(here.value[field]),
  expected: shorten(there.value[field]),
});

/** How many of the other claimants a message names. */
const namedClaimants = 3;

/** Two engines that claim one collection: a canonical engine keeps its own, other claimants are all told (I1). */
export const collectionsClaimedTwice = (estate: Estate): EstateDraft[] => {
  const claims = new Map<string, Set<string>>(
    canonicalEngines.map(({ collection, engineId }) => [collection, new Set([engineId])]),
  );
  const others = [...estate.declarations.values()]
    .flat()
    .filter(({ engineId }) => findCanonicalEngine(engineId) === undefined);
  for (const { engineId, value } of others) {
    if (typeof value.collection !== 'string') continue;
    const claimants = claims.get(value.collection) ?? new Set();
    claims.set(value.collection, claimants.add(engineId));
  }
  return others.flatMap((claimant) => {
    const { collection } = claimant.value;
    const claimants = typeof collection === 'string' ? claims.get(collection) : undefined;
    if (claimants === undefined || claimants.size < 2) return [];
    return [
      {
        ...at(claimant, 'collection'),
        rule: estateRules.collectionClaimedTwice.id,
        message: `The collection ${shorten(collection)} is claimed by ${otherClaimants(claimants, claimant.engineId)} too`,
        found: shorten(collection),
        expected: 'a collection of its own',
      },
    ];
  });
};

/** Some of the others, without going through all of them for each: hostile manifests may name thousands. */
const otherClaimants = (claimants: ReadonlySet<string>, engineId: string): string => {
  const named: string[] = [];
  for (const id of claimants) {
    if (named.length === namedClaimants) break;
    if (id !== engineId) named.push(shortName(id));
  }
  const left = claimants.size - 1 - named.length;
  return left > 0 ? `${named.join(', ')} and ${left} more` : named.join(', ');
};
