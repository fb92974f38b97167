import { canonicalEngines } from '@sourceos/sync-spec';
import { faultNames, type FaultName } from './faults.js';
import type { Random } from '../random.js';
import { subjects } from './words.js';

/** One repository before it is written. */
export interface PlannedRepository {
  /** owner/name */
  readonly repo: string;
  /** A whole number that no other repository of the estate has. */
  readonly number: number;
  readonly manifest: 'right' | 'absent' | FaultName;
}

const shareWithoutManifest = 0.1;
const shareOfFaultyManifests = 0.05;
const repositoriesPerOwner = 250;

const places = ['harbour', 'meadow', 'granite', 'juniper', 'lantern', 'orchard', 'quarry', 'sparrow'] as const;
const groups = ['labs', 'works', 'systems', 'collective', 'studio'] as const;
const kinds = ['relay', 'portal', 'gateway', 'toolkit', 'indexer', 'service', 'console'] as const;

const nameOf = (number: number, random: Random): string => {
  const owner = Math.floor(number / repositoriesPerOwner);
  const place = places[owner % places.length] ?? places[0];
  const group = groups[Math.floor(owner / places.length) % groups.length] ?? groups[0];
  return `${place}-${group}-${owner}/${random.pick(subjects)}-${random.pick(kinds)}-${number}`;
};

/**
 * Which repositories an estate has, and what is planted in each: a tenth has no manifest, a
 * twentieth of the manifests is faulty, all kinds of fault alike often. The owners of the
 * canonical engines are there and declare theirs rightly.
 */
export const planEstate = (repositories: number, random: Random): readonly PlannedRepository[] => {
  const owners = [...new Set<string>(canonicalEngines.flatMap((engine) => engine.owners))];
  const others = Array.from({ length: repositories - owners.length }, (_, index) => index + owners.length);
  const absent = Math.round(repositories * shareWithoutManifest);
  const faulty = Math.round((repositories - absent) * shareOfFaultyManifests);
  const planted = new Map<number, PlannedRepository['manifest']>(
    random
      .shuffle(others)
      .slice(0, absent + faulty)
      .map((number, index) => [
        number,
        index < absent ? 'absent' : (faultNames[(index - absent) % faultNames.length] ?? 'right'),
      ]),
  );
  return [
    ...owners.map((repo, number) => ({ repo, number, manifest: 'right' as const })),
    ...others.map((number) => ({ repo: nameOf(number, random), number, manifest: planted.get(number) ?? 'right' })),
  ];
};
