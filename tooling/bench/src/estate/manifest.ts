import { format } from './format.js';
import { enginesOwnedBy, repoDomain, type RepoManifest } from '@sourceos/sync-spec';
import { declareCanonicalEngine, declareEngine } from './engine.js';
import type { PlannedRepository } from './plan.js';
import type { Random } from '../random.js';
import { actions, objects, subjects } from './words.js';

/** The size of a manifest as written, in bytes; a planted fault changes it by less than 100. */
const smallest = 4_100;
const largest = 4_900;

/** The most that one more item adds: a name, its indentation, quotes, comma and line end, and the same of another list. */
const longestItem = 60;

/**
 * A right manifest of 4 to 5 KB: the canonical engines that the repository owns, or one or two
 * of its own, and lists that grow until the size is reached.
 */
export const createManifest = ({ repo, number }: PlannedRepository, random: Random): RepoManifest => {
  const owned = enginesOwnedBy(repo);
  const syncEngines =
    owned.length > 0
      ? owned.map(declareCanonicalEngine)
      : Array.from({ length: random.integer(1, 2) }, (_, index) => declareEngine(repo, number, index, random));
  const subject = random.pick(subjects);
  const manifest = {
    repo,
    domain: owned[0]?.domain ?? random.pick(repoDomain.values as [RepoManifest['domain']]),
    specVersion: '0.1.0',
    ownedSchemas: ['Record', 'Profile', 'Grant'].map(
      (suffix) => `${subject[0]?.toUpperCase()}${subject.slice(1)}${suffix}`,
    ),
    syncEngines,
    sourceChannels: [] as string[],
    policyClasses: [...new Set(syncEngines.map((engine) => engine.policyClass))],
    auditEvents: [...new Set(syncEngines.flatMap((engine) => engine.auditEvents))],
    dangerousSurfaces: [] as string[],
    authorityRepos: ['SourceOS-Linux/sourceos-spec', 'SocioProphet/policy-fabric', 'SocioProphet/guardrail-fabric'],
    notes: `Declares what ${repo} synchronises. Raw ${subject} history and state that bears secrets must not sync by default.`,
  };
  const size = random.integer(smallest, largest - longestItem);
  const lists = [manifest.sourceChannels, manifest.auditEvents, manifest.dangerousSurfaces];
  const names = random.shuffle(objects.flatMap((object) => actions.map((action) => `${subject}.${object}.${action}`)));
  let written = format(manifest).length;
  for (const [index, name] of names.entries()) {
    if (written >= size) break;
    const list = lists[index % lists.length];
    if (list === undefined || list.includes(name)) continue;
    // An empty list is written as `[]`; its first item opens two lines.
    written += name.length + (list.length === 0 ? 11 : 8);
    list.push(name);
  }
  return manifest;
};
