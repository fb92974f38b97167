export type { EngineFacts, Pile } from './state/facts.js';
export { precedence, type StateRow } from './state/precedence.js';
export { deriveState, type Because, type StateReport } from './state/derive-state.js';
export { deriveHostState, type EngineReport, type HostReport } from './state/derive-host-state.js';
export { explainDecision } from './gate/explain.js';
export { remedies } from './model/remedies.js';

export * from './wire/index.js';
