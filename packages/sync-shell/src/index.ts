export { manifest } from './manifest.js';
export {
  shellRecord,
  type CommandTemplate,
  type ShellEnvironmentProfile,
  type ShellProfile,
  type ShellRecord,
} from './record.js';
export { engine } from './engine.js';
export { changes } from './changes.js';
export { risksInCode } from './shell-code/risks-in-code.js';
export type { Risk } from './shell-code/risk.js';
export type { ShellDialect } from './records/shell-dialect.js';
export { directoryRisk, type DirectoryRisk } from './search-path/directory-risk.js';
export { referenceFor } from './environment/secret-names.js';
