/**
 * Drift between siblings is a failing check, not a review comment: every engine package has the same
 * files, scripts, exports and README headings, names follow from the engine id, and the top level of
 * the repository is what the architecture says. Each finding is a line; the exit code is 1 when there is one.
 *
 *     pnpm --filter @sourceos/structure-check run structure-check
 */
import { report, workspaceRoot } from '@sourceos/workspace';
import { checkStructure } from './check-structure.js';

process.exitCode = report(await checkStructure(workspaceRoot), 'structure-check: every room is where it should be');
