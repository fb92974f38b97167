export { manifest } from './manifest.js';
export {
  shellRecord,
  type CommandTemplate,
  type ShellEnvironmentProfile,
  type ShellProfile,
  type ShellRecord,
} from './record.js';
