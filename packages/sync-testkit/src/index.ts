export { attacks, type Attack, type Attackers, type KnownWrite, type World } from './simulation/world.js';
export type { Node, NodeRequest, NodeRole } from './simulation/node.js';
export { createPick, type Pick } from './simulation/pick.js';
export {
  createRequestNetwork,
  type RequestFault,
  type RequestNetwork,
  type RequestNetworkOptions,
} from './simulation/request-network.js';
export { defaultWeights, type EventKind, type Weights } from './simulation/event.js';
export type { Violation, ViolationKind } from './simulation/history.js';
export type { Counts, Run } from './simulation/run-events.js';
export { checkSimulation, simulate, type Simulation, type SimulationOptions } from './simulation/simulate.js';
export {
  agentOfWorld,
  createReplicaWorld,
  signingKeyInWorld,
  type ReplicaWorldOptions,
} from './replica-world/replica-world.js';

export type { Law } from './law.js';
export type { LawOptions } from './laws/subject.js';
export { strategyLaws } from './laws/strategy-laws.js';

export { catalogueFaults, scenarios, type ScenarioOptions } from './scenario/scenarios.js';
export {
  scenarioKinds,
  type Expected,
  type ExpectedReason,
  type Scenario,
  type ScenarioKind,
} from './scenario/scenario.js';
export { commonScenarios, type HonestWrite } from './scenario/common-scenarios.js';
export { createScene } from './scenario/create-scene.js';
export type { Scene, SceneOptions } from './scenario/scene.js';
export type { DelegationRequest, LeaseRequest, SceneAuthority } from './scenario/authority.js';
export { patch, put, remove, type SceneChange } from './scenario/scene-change.js';
export type { Forgery } from './scenario/forge.js';
export type { Judged } from './scenario/judged.js';
export type { SceneDevice } from './scenario/scene-device.js';
export type { SceneExport } from './scenario/scene-export.js';
export { agentIdOf, deviceIdOf, personIdOf, sceneEnd, sceneStart } from './scenario/scope.js';

export { listDeviations, type Deviation } from './conformance/deviation.js';
export { engineConformance } from './conformance/engine-conformance.js';
export type { Host } from './conformance/host.js';
export type { RecordChange, Setting, Specimens } from './conformance/specimens.js';
export type { ConformanceOptions } from './conformance/subject.js';

export { hostileLaws, type HostileOptions } from './hostile/hostile-laws.js';
