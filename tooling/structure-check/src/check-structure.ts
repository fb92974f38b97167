import { describeFinding, type Finding } from '@sourceos/workspace';
import { checkEngineExports } from './check-engine-exports.js';
import { checkEngineFiles } from './check-engine-files.js';
import { checkEnginePackage } from './check-engine-package.js';
import { checkEngineReadme } from './check-engine-readme.js';
import { checkEveryPackage } from './check-every-package.js';
import { checkHostPackage } from './check-host-package.js';
import { openCheckout, type Checkout } from './checkout.js';
import { checkTopLevel } from './check-top-level.js';
import type { EngineNames } from './engine-names.js';
import { enginesOf } from './engines-of.js';

const engineChecks = [checkEngineFiles, checkEnginePackage, checkEngineReadme, checkEngineExports];

/** Everything about one engine's package that differs from the other engines' packages. */
export const checkEngine = (checkout: Checkout, names: EngineNames): readonly Finding[] =>
  engineChecks.flatMap((check) => check(checkout, names));

/** Everything in a repository that does not stand where, or is not named as, the architecture says. */
export const checkStructure = async (root: string): Promise<readonly Finding[]> => {
  const checkout = await openCheckout(root);
  const findings = [
    ...checkTopLevel(checkout),
    ...checkEveryPackage(checkout),
    ...checkHostPackage(checkout),
    ...enginesOf(checkout).flatMap((names) => checkEngine(checkout, names)),
  ];
  // What holds for every package holds for an engine's too, and is told once.
  return [...new Map(findings.map((finding) => [describeFinding(finding), finding])).values()];
};
