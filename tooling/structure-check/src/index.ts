export { checkEngine, checkStructure } from './check-structure.js';
export { openCheckout, type Checkout } from './checkout.js';
export { deriveEngineNames, type EngineNames } from './engine-names.js';
export * as engineRooms from './engine-rooms.js';
