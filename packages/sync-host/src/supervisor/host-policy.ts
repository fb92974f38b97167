import {
  policyViewOf,
  reasonOf,
  type Engine,
  type NamedBundle,
  type PolicyView,
  type Reason,
} from '@sourceos/sync-kernel';
import type { Device } from '../device/device.js';
import { isOpen, type UnopenedDevice } from './unopened.js';

/** What policy says of one engine in one scope. */
export interface EnginePolicy {
  /** Why the engine may not sync at all: `sync.<collection>.run` is denied. */
  readonly denied: readonly Reason[];
  /** Whether the engine may have no relay: `sync.<collection>.relay` is denied. */
  readonly localOnly: boolean;
}

/** The bundles in force in all scopes of the device: a stronger policy anywhere counts everywhere. */
const bundlesOf = (device: Device, engines: readonly Engine[]): readonly NamedBundle[] => {
  const collections = engines
    .filter(({ merge }) => merge.policy !== undefined)
    .map(({ manifest }) => manifest.collection);
  return device.scopes().flatMap(({ replica }) => collections.flatMap((collection) => replica.bundles(collection)));
};

/** The policy in force on a device, by the bundles that its scopes hold as they are when it is asked. */
const devicePolicy = (device: Device, engines: readonly Engine[]): PolicyView =>
  policyViewOf(() => bundlesOf(device, engines));

/**
 * Asks the policy about an engine. Only `deny` counts: what a rule sends to review is reviewed write by write, at the
 * gate. A default denies nothing here: that an engine runs is not dangerous by itself.
 */
const enginePolicy = (policy: PolicyView, { manifest }: Engine, subjects: readonly string[]): EnginePolicy => {
  const ask = (what: string) =>
    policy.evaluate({ capability: `sync.${manifest.collection}.${what}`, subjects, dangerous: false });
  const run = ask('run');
  const evidence = { because: run.because };
  return {
    denied: run.effect === 'deny' ? [reasonOf('rule_denied', { evidence })] : [],
    localOnly: ask('relay').effect === 'deny',
  };
};

/** Whether the network in use is not to be synced over: `sync.network.use` is denied, for its URN or for all. */
const distrustsNetwork = (policy: PolicyView, subjects: readonly string[], network: string | undefined): boolean =>
  policy.evaluate({
    capability: 'sync.network.use',
    subjects: network === undefined ? subjects : [...subjects, network],
    dangerous: false,
  }).effect === 'deny';

/** The questions of a supervisor to the policy in force. */
export interface PolicyQuestions {
  readonly of: (engine: Engine, scopeId: string | undefined) => EnginePolicy;
  readonly networkDistrusted: (scopeId: string | undefined) => boolean;
}

export interface PolicySources {
  readonly device: Device | UnopenedDevice;
  readonly engines: readonly Engine[];
  /** By default the bundles that the device holds. */
  readonly policy?: PolicyView | undefined;
  /** The URN of the network in use. */
  readonly network?: (() => string | undefined) | undefined;
}

/** Without a device there are no bundles, and nothing that could leave. */
const allowed: PolicyView = { evaluate: () => ({ effect: 'allow', byDefault: true, because: '' }) };

/** Asks for the device's person, the device and the scope, by URN. */
export const createPolicyQuestions = ({ device, engines, policy, network }: PolicySources): PolicyQuestions => {
  const view = policy ?? (isOpen(device) ? devicePolicy(device, engines) : allowed);
  const subjectsIn = (scopeId: string | undefined): readonly string[] => [
    ...(isOpen(device) ? [device.keyring.personId, device.keyring.deviceId] : []),
    ...(scopeId === undefined ? [] : [scopeId]),
  ];
  return {
    of: (engine, scopeId) => enginePolicy(view, engine, subjectsIn(scopeId)),
    networkDistrusted: (scopeId) => distrustsNetwork(view, subjectsIn(scopeId), network?.()),
  };
};
