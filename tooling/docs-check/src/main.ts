/**
 * What the documentation shows works: every TypeScript example of a README or of docs/ is compiled and run,
 * every shell example is run, and every link to a file of the repository is followed. Needs built packages.
 * Each finding is a line with file and line; the exit code is 1 when there is one.
 *
 *     pnpm --filter @sourceos/docs-check run docs-check
 *
 * Annotations stand after the language, where a reader of the rendered page does not see them:
 *
 * - `ts`, `sh`, `bash`: compiled or run, in an empty project that has all packages installed. A shell example
 *   ends at the first line that fails.
 * - `console`: lines after `$ ` are run, and the others are what they print; a line `…` stands for any lines.
 * - `exit=1`: the exit code that the example ends with.
 * - `in=checkout`, `in=checkout/docs`: it runs in a copy of the repository.
 * - `continue`: it runs where the shell example before it in the document ran.
 * - `not-run="publishes to npm"`: it is not run, for a reason of the closed list in example.ts; TypeScript is
 *   compiled even so, and the names in commands are looked up.
 *
 * Lines that install our own packages are not run, as no registry has them before a release: that the
 * workspace has the packages is checked instead.
 */
import { fileURLToPath } from 'node:url';
import { report, workspaceRoot } from '@sourceos/workspace';
import { checkDocs } from './check-docs.js';

const nodeTypes = fileURLToPath(new URL('../node_modules/@types/node', import.meta.url));
const { findings, documents, examples } = await checkDocs(workspaceRoot, { '@types/node': nodeTypes });
process.exitCode = report(findings, `docs-check: ${examples} examples in ${documents} documents work`);
