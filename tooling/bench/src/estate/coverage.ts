import { repoManifestPath } from '@sourceos/sync-spec';
import type { Estate } from './generate.js';

/** owner/name of a repository's or a manifest's path. */
export const repositoryOf = (path: string): string => {
  const suffix = `/${repoManifestPath}`;
  const repository = path.endsWith(suffix) ? path.slice(0, -suffix.length) : path;
  return repository.split('/').slice(-2).join('/');
};

/** The repositories in which a fault was planted. */
export const plantedRepositories = (estate: Estate): ReadonlySet<string> =>
  new Set(Object.values(estate.planted).flat());

/** How many planted faults a contender found, and how many right manifests it called faulty. */
export const coverage = (estate: Estate, accused: Iterable<string>): string => {
  const planted = plantedRepositories(estate);
  const repositories = new Set([...accused].map(repositoryOf));
  const found = [...repositories].filter((repo) => planted.has(repo)).length;
  const wrongly = repositories.size - found;
  return `${found} of ${planted.size}${wrongly === 0 ? '' : `, ${wrongly} wrongly`}`;
};
