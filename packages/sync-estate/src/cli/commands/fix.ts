import { relative } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { fixRepository } from '../../fix/fix-repository.js';
import type { Repository } from '../../repository/repository.js';
import { say } from '../say.js';

/** Mends what can be mended safely, repository by repository, or shows as a patch what would be. */
export const fixAll = (repositories: Iterable<Repository>, write: boolean): void => {
  let fixes = 0;
  let files = 0;
  for (const repository of repositories) {
    if (repository.kind !== 'folder') continue;
    try {
      const fixed = fixRepository(repository, write);
      if (fixed === undefined) continue;
      files += 1;
      fixes += fixed.count;
      if (!write) {
        const name = relative(process.cwd(), fixed.file);
        say(createTwoFilesPatch(name, name, fixed.before, fixed.after).trimEnd());
      }
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      say(`sync-estate: ${repository.path} was not fixed (${code})`);
    }
  }
  const places = `${fixes} ${fixes === 1 ? 'place' : 'places'} in ${files} ${files === 1 ? 'file' : 'files'}`;
  say(`sync-estate: ${write ? 'mended' : 'would mend'} ${places}`);
};
