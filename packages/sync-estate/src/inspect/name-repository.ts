import { canonicalEngines, forms } from '@sourceos/sync-spec';
import type { Repository } from '../repository/repository.js';
import { readInside } from '../repository/read-inside.js';

const owners = [...new Set(canonicalEngines.flatMap((engine) => [...engine.owners]))];

/** GitHub allows 39 characters for an owner and 100 for a name. */
const longestName = 140;

const isName = (name: string): boolean => name.length <= longestName && forms.repository.pattern.test(name);

/** The path of an address with a host, as a URL or as `host:path`; a path of this machine names nobody. */
const addressPattern = /^(?:(?:https?|ssh|git):\/\/[^/]+\/|[^/:]+:(?!\/\/))(.*)$/;

/** `owner/name` at the end of a remote's address. */
const nameIn = (address: string): string | undefined => {
  const path = addressPattern.exec(address)?.[1]?.replace(/(?:\.git)?\/?$/, '');
  const name = path?.split('/').slice(-2).join('/');
  return name !== undefined && isName(name) ? name : undefined;
};

/** Longer lines of git's configuration hold no address. */
const longestLine = 1_000;

const originOf = (location: string): string | undefined => {
  const config = readInside(location, location, ['.git', 'config']);
  if (config.kind !== 'file') return undefined;
  let inOrigin = false;
  for (const line of config.bytes.toString('utf8').split('\n')) {
    if (line.length > longestLine) continue;
    const setting = line.trim();
    if (setting.startsWith('[')) inOrigin = setting === '[remote "origin"]';
    const address = inOrigin ? /^url *= *"?([^"]*)"?$/.exec(setting)?.[1] : undefined;
    if (address !== undefined) return nameIn(address);
  }
  return undefined;
};

/**
 * What a repository is called, by the best evidence there is: where it lies, what its manifest says, where
 * it was cloned from, an owner of that name in the canonical table, the name of its folder.
 *
 * @param claimed what the manifest's `repo` says, of any type
 */
export const nameRepository = (repository: Repository, claimed: unknown): string => {
  if (repository.slug !== undefined) return repository.slug;
  if (typeof claimed === 'string' && isName(claimed)) return claimed;
  const origin = repository.kind === 'folder' ? originOf(repository.location) : undefined;
  const named = owners.filter((owner) => owner.split('/')[1] === repository.folder);
  return origin ?? (named.length === 1 ? named[0] : undefined) ?? repository.folder;
};
