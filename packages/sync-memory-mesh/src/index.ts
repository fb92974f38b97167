export { manifest } from './manifest.js';
export { memoryMeshRecord, type MemoryMeshRecord, type MemoryObject } from './record.js';
export { lifecycleState, type LifecycleState } from './records/lifecycle-state.js';
export { sensitivity, type Sensitivity } from './records/sensitivity.js';
