import { canonicalEngines, forms } from '@sourceos/sync-spec';
import type { Repository } from '../repository/repository.js';
import { readInside } from '../repository/read-inside.js';

const owners = [...new Set(canonicalEngines.flatMap((engine) => [...engine.owners]))];

/** `owner/name` at the end of a remote's address, whatever its protocol. */
const originPattern = /^\s*url\s*=\s*\S*?[/:]([A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+?)(?:\.git)?\/?\s*$/m;

const originOf = (location: string): string | undefined => {
  const config = readInside(location, location, ['.git', 'config']);
  if (config.kind !== 'file') return undefined;
  const section = /^\[remote "origin"\]([^[]*)/m.exec(config.bytes.toString('utf8'));
  return section?.[1] === undefined ? undefined : originPattern.exec(section[1])?.[1];
};

/**
 * What a repository is called, by the best evidence there is: where it lies, what its manifest says, where
 * it was cloned from, an owner of that name in the canonical table, the name of its folder.
 *
 * @param claimed what the manifest's `repo` says, of any type
 */
export const nameRepository = (repository: Repository, claimed: unknown): string => {
  if (repository.slug !== undefined) return repository.slug;
  if (typeof claimed === 'string' && forms.repository.pattern.test(claimed)) return claimed;
  const origin = repository.kind === 'folder' ? originOf(repository.location) : undefined;
  const named = owners.filter((owner) => owner.split('/')[1] === repository.folder);
  return origin ?? (named.length === 1 ? named[0] : undefined) ?? repository.folder;
};
