import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { forms, repoManifestPath, type PolicyClass, type RepoDomain } from '@sourceos/sync-spec';
import { createManifest } from '../../init/create-manifest.js';
import { nameRepository } from '../../inspect/name-repository.js';
import { folderRepository } from '../../repository/folder-repository.js';
import { exitCodes, type ExitCode } from '../exit-code.js';
import { refuse, say } from '../say.js';

export interface InitFlags {
  readonly repo?: string;
  readonly domain?: RepoDomain;
  readonly policyClass?: PolicyClass;
  readonly force?: boolean;
  readonly dryRun?: boolean;
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** `sync-estate init [repo]`: writes a correct manifest for the engines that a repository owns. */
export const initCommand = (folder: string, flags: InitFlags): ExitCode => {
  const location = resolve(folder);
  if (!isFolder(location)) return refuse(`${folder} is not a folder`);
  const repo =
    flags.repo ??
    nameRepository(folderRepository(location, location, { path: '.', folder: basename(location) }), undefined);
  if (!forms.repository.pattern.test(repo)) {
    return refuse(`nothing tells the owner of ${JSON.stringify(repo)}; name the repository with --repo owner/name`);
  }
  const manifest = createManifest(repo, flags.domain, flags.policyClass);
  if (manifest === undefined) {
    return refuse(
      `${repo} owns no canonical engine; choose a domain with --domain to write a manifest without engines`,
    );
  }
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  if (flags.dryRun === true) {
    process.stdout.write(text);
    return exitCodes.ok;
  }
  const file = join(location, repoManifestPath);
  try {
    mkdirSync(join(location, '.sourceos'), { recursive: true });
    writeFileSync(file, text, { flag: flags.force === true ? 'w' : 'wx' });
  } catch (error) {
    const { code = 'EIO', syscall } = error as NodeJS.ErrnoException;
    // The folder, too, may be there as something else.
    return refuse(
      code === 'EEXIST' && syscall === 'open'
        ? `${join(folder, repoManifestPath)} exists; --dry-run prints what would be written, --force replaces it`
        : `${join(folder, repoManifestPath)} cannot be written (${code})`,
    );
  }
  const engines = manifest.syncEngines.map(({ engineId }) => engineId);
  say(`${join(folder, repoManifestPath)}: ${repo}, ${engines.length === 0 ? 'no engines' : engines.join(', ')}`);
  say('Now fill in ownedSchemas, sourceChannels and dangerousSurfaces: only its owners know them.');
  return exitCodes.ok;
};
