export { manifest } from './manifest.js';
export {
  modelsRecord,
  type ModelAvailability,
  type ModelProvider,
  type ModelRoute,
  type ModelsRecord,
} from './record.js';
