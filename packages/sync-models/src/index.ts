export { manifest } from './manifest.js';
export {
  modelsRecord,
  type ModelAvailability,
  type ModelProvider,
  type ModelRoute,
  type ModelsRecord,
} from './record.js';
export { engine } from './engine.js';
export { changes } from './changes.js';
export { availabilityId, placeOf } from './names/object-id.js';
export {
  chooseTarget,
  type RouteTarget,
  type SkippedBecause,
  type TargetChoice,
  type TargetRequest,
} from './routing/choose-target.js';
