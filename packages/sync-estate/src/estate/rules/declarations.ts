import { canonicalEngines, findCanonicalEngine, shorten } from '@sourceos/sync-spec';
import { estateRules } from '../../rules/estate-rules.js';
import { isOwner, type Estate, type EstateDeclaration, type EstateDraft } from '../estate.js';

const at = (declaration: EstateDeclaration, field: string) =>
  ({
    at: declaration.by,
    engineId: declaration.engineId,
    file: 'manifest',
    path: ['syncEngines', declaration.index, field],
    on: 'value',
  }) as const;

/** Declarations outside an engine's owners (I8). */
export const declaredElsewhere = (estate: Estate): EstateDraft[] =>
  [...estate.declarations.values()].flat().flatMap((declaration) => {
    if (isOwner(declaration.by.repo, declaration)) return [];
    const canonical = findCanonicalEngine(declaration.engineId);
    const owners = canonical?.owners.join(' or ') ?? String(declaration.value.ownerRepo);
    return [
      {
        ...at(declaration, canonical === undefined ? 'ownerRepo' : 'engineId'),
        rule: estateRules.declaredElsewhere.id,
        message: `${declaration.engineId} is owned by ${owners}, and ${declaration.by.repo} declares it`,
        found: shorten(declaration.by.repo),
        expected: `a declaration in ${owners} alone`,
      },
    ];
  });

/** What two co-owners may write differently: each may name itself. */
const ownField = new Set(['ownerRepo', '$schema']);

/** A value as text that is equal for equal promises: the order of a list of names says nothing. */
const normal = (value: unknown): string | undefined =>
  JSON.stringify(Array.isArray(value) ? value.map((item: unknown) => JSON.stringify(item)).sort() : value);

/** The fields in which two declarations of one engine differ. */
export const differingFields = (
  a: Readonly<Record<string, unknown>>,
  b: Readonly<Record<string, unknown>>,
): readonly string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (field) => !ownField.has(field) && normal(a[field]) !== normal(b[field]),
  );

/** Two owners' declarations of one engine that disagree: both are told, each at its own field. */
export const declarationsDisagree = (estate: Estate): EstateDraft[] =>
  [...estate.declarations.values()].flatMap((all) => {
    const [first, ...others] = all.filter((declaration) => isOwner(declaration.by.repo, declaration));
    if (first === undefined) return [];
    return others.flatMap((other) =>
      differingFields(first.value, other.value).flatMap((field) => [
        disagreement(first, other, field),
        disagreement(other, first, field),
      ]),
    );
  });

const disagreement = (here: EstateDeclaration, there: EstateDeclaration, field: string): EstateDraft => ({
  ...at(here, field),
  rule: estateRules.declarationsDisagree.id,
  message: `"${field}" of ${here.engineId} differs from what ${there.by.repo} declares`,
  found: shorten(here.value[field]),
  expected: shorten(there.value[field]),
});

const canonicalByCollection = new Map<unknown, string>(
  canonicalEngines.map((engine) => [engine.collection, engine.engineId]),
);

/** Two engines that claim one collection: a canonical engine keeps its own, other claimants are all told (I1). */
export const collectionsClaimedTwice = (estate: Estate): EstateDraft[] => {
  const claims = new Map<string, EstateDeclaration[]>();
  for (const declaration of [...estate.declarations.values()].flat()) {
    const collection = declaration.value.collection;
    if (typeof collection !== 'string' || findCanonicalEngine(declaration.engineId) !== undefined) continue;
    claims.set(collection, [...(claims.get(collection) ?? []), declaration]);
  }
  return [...claims].flatMap(([collection, claimants]) => {
    const ids = new Set([...claimants.map(({ engineId }) => engineId)]);
    const canonical = canonicalByCollection.get(collection);
    if (canonical !== undefined) ids.add(canonical);
    if (ids.size < 2) return [];
    return claimants.map((claimant) => {
      const others = [...ids].filter((id) => id !== claimant.engineId);
      const listed =
        others.length > 3 ? `${others.slice(0, 3).join(', ')} and ${others.length - 3} more` : others.join(', ');
      return {
        ...at(claimant, 'collection'),
        rule: estateRules.collectionClaimedTwice.id,
        message: `The collection ${shorten(collection)} is claimed by ${listed} too`,
        found: shorten(collection),
        expected: 'a collection of its own',
      };
    });
  });
};
