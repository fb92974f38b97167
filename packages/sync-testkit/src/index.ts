export { attacks, type Attack, type Attackers, type KnownWrite, type World } from './simulation/world.js';
export type { Node, NodeRequest, NodeRole } from './simulation/node.js';
export type { Pick } from './simulation/pick.js';
export { defaultWeights, type EventKind, type Weights } from './simulation/event.js';
export type { Violation, ViolationKind } from './simulation/history.js';
export type { Counts, Run } from './simulation/run-events.js';
export { checkSimulation, simulate, type Simulation, type SimulationOptions } from './simulation/simulate.js';

export type { Law } from './law.js';
export type { LawOptions } from './laws/subject.js';
export { strategyLaws } from './laws/strategy-laws.js';
