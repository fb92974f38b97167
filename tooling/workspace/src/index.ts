/** What the checks share: the workspace's packages and files, running a command, and how a finding is told. */
export { describeFinding, report, type Finding } from './finding.js';
export { isPublished, readPackages, type PackageJson, type WorkspacePackage } from './packages.js';
export { filesOf } from './files.js';
export { pnpm } from './pnpm.js';
export { workspaceRoot } from './root.js';
export { run, type Outcome } from './run.js';
export { withTemporaryFolder } from './temporary-folder.js';
