import { openSources, scan } from '../../scan/scan.js';
import type { ExitCode } from '../exit-code.js';
import type { JudgeFlags } from '../settings.js';
import { judge } from './judge.js';

/** `sync-estate scan <source…>`: an estate of repositories. */
export const scanCommand = (sources: readonly string[], flags: JudgeFlags): Promise<ExitCode> => {
  const named = (configured: readonly string[]): readonly string[] => (sources.length > 0 ? sources : configured);
  const none = {
    ok: false,
    message: 'scan needs a source: a folder of repositories, a repository, a bare mirror or a list file',
  } as const;
  return judge(flags, {
    open: (options, configured) => (named(configured).length === 0 ? none : openSources(named(configured), options)),
    run: (options, configured) =>
      named(configured).length === 0 ? Promise.resolve(none) : scan(named(configured), options),
  });
};
