import { checkPackage } from '@arethetypeswrong/core';
import { problemAffectsResolutionKind } from '@arethetypeswrong/core/problems';
import type { Finding } from '@sourceos/workspace';
import type { PackedPackage } from './packed-package.js';

/** The profile `esm-only` of attw: consumers that require() or that resolve as Node 10 did are not served. */
const resolutionKinds = ['node16-esm', 'bundler'] as const;

/** Whether types and code of a tarball agree for those who import it, by "Are the types wrong?". */
export const checkResolution = async ({ directory, contents }: PackedPackage): Promise<readonly Finding[]> => {
  const analysis = await checkPackage(contents);
  if (!analysis.types) {
    return [{ path: directory, found: 'a tarball without types', expected: 'types for every entry point' }];
  }
  return analysis.problems
    .flatMap((problem) => {
      const kinds = resolutionKinds.filter((kind) => problemAffectsResolutionKind(problem, kind, analysis));
      return kinds.length === 0 ? [] : [{ problem, kinds }];
    })
    .map(({ problem, kinds }) => ({
      path: directory,
      found: `${problem.kind} under ${kinds.join(' and ')} (${'entrypoint' in problem ? `"${problem.entrypoint}"` : 'a file'})`,
      expected: 'types that tell what the code is',
    }));
};
