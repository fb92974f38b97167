/**
 * What a stranger gets is the tarball and not the workspace. Packs every published package, holds the
 * tarballs against publint and "Are the types wrong?", installs them together into an empty project,
 * imports every entry point, type-checks a user's file under NodeNext and Bundler resolution, and runs
 * the commands. Needs built packages. Each finding is a line; the exit code is 1 when there is one.
 *
 *     pnpm --filter @sourceos/pack-check run pack-check
 */
import { report, workspaceRoot } from '@sourceos/workspace';
import { checkPackages } from './check-packages.js';

const findings = await checkPackages(workspaceRoot, (step, milliseconds) =>
  console.log(`pack-check: ${step.padEnd(10)} ${(milliseconds / 1000).toFixed(1)} s`),
);
process.exitCode = report(findings, 'pack-check: every package works from its tarball');
