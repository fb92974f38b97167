import { check, openRepository } from '../../scan/scan.js';
import type { ExitCode } from '../exit-code.js';
import type { JudgeFlags } from '../settings.js';
import { judge } from './judge.js';

export interface CheckFlags extends JudgeFlags {
  readonly repo?: string;
}

/** `sync-estate check [repo]`: one repository, offline; the gate in an owner's CI. */
export const checkCommand = (folder: string, flags: CheckFlags): Promise<ExitCode> => {
  const slug = flags.repo;
  return judge(flags, {
    open: (options) => openRepository(folder, { ...options, slug }),
    run: (options) => check(folder, { ...options, slug }),
  });
};
