import { kindOfScope, initialFacts, type Engine, type EngineFacts, type Pile } from '@sourceos/sync-kernel';
import type { Device, DeviceScope } from '../device/device.js';
import type { EnginePolicy } from './host-policy.js';
import { isOpen, type UnopenedDevice } from './unopened.js';

/** What the supervisor knows beside device and scope. */
export interface FactSources {
  readonly engine: Engine;
  readonly device: Device | UnopenedDevice;
  /** Every scope that the device takes part in. */
  readonly scopeIds: readonly string[];
  /** The scope that the engine runs in; absent where none was chosen, or the device is not open. */
  readonly scope: DeviceScope | undefined;
  /** Whether a scope was chosen, opened or not. */
  readonly scopeConfigured: boolean;
  readonly relayConfigured: boolean;
  readonly profileEnabled: boolean;
  readonly engineEnabled: boolean;
  readonly localOnlyChosen: boolean;
  readonly policy: EnginePolicy;
  readonly networkDistrusted: boolean;
  readonly outgoing: number;
  readonly conflicts: Pile;
  readonly review: Pile;
  readonly quarantine: Pile;
  readonly validation: EngineFacts['validation'];
  readonly errors: Pile;
}

/** A profile or org that the engine's default scope asks for; whoever chose another scope for its records needs none. */
const presenceOf = (kind: 'profile' | 'org', { engine, scopeIds, scope }: FactSources): EngineFacts['userProfile'] => {
  if (engine.manifest.encryptionScope !== kind) return 'not_needed';
  if (scope !== undefined && kindOfScope(scope.scopeId) !== kind) return 'not_needed';
  return scopeIds.some((scopeId) => kindOfScope(scopeId) === kind) ? 'present' : 'absent';
};

const keysOf = (device: Device | UnopenedDevice): Pick<EngineFacts, 'identity' | 'deviceKey'> => {
  if (isOpen(device)) return { identity: true, deviceKey: 'present' };
  if (device.unopened === 'absent') return { identity: false, deviceKey: 'absent' };
  return { identity: true, deviceKey: device.unopened === 'locked' ? 'locked' : 'absent' };
};

/** Admission as the scope's own control log says; where it says yes, as the relay does. */
const authOf = (device: Device, scope: DeviceScope): EngineFacts['auth'] => {
  const { deviceId } = device.keyring;
  const next = (scope.replica.acknowledged().get(deviceId) ?? 0) + 1;
  const fault = scope.control().membership(deviceId, next);
  if (fault?.detail === 'device_revoked') return 'revoked';
  return fault === undefined ? scope.connection().auth : 'pending';
};

const holdsKey = ({ keyring }: Device, scope: DeviceScope): boolean => {
  const epoch = scope.control().epoch();
  return epoch > 0 && keyring.scopeKeys(scope.scopeId, epoch).length > 0;
};

/** What is known about an engine in one scope, as it is now: nothing is remembered from an earlier answer. */
export const engineFacts = (sources: FactSources): EngineFacts => {
  const { engine, device, scope, policy, localOnlyChosen } = sources;
  const own: EngineFacts = {
    ...initialFacts(engine),
    ...keysOf(device),
    profileEnabled: sources.profileEnabled,
    engineEnabled: sources.engineEnabled,
    policy: { verdict: policy.denied.length > 0 ? 'denied' : 'allowed', reasons: policy.denied },
    scopeConfigured: sources.scopeConfigured,
    relayConfigured: sources.relayConfigured,
    localOnly: policy.localOnly ? 'forced' : localOnlyChosen ? 'chosen' : 'no',
    userProfile: presenceOf('profile', sources),
    org: presenceOf('org', sources),
    outgoing: sources.outgoing,
    conflicts: sources.conflicts,
    review: sources.review,
    quarantine: sources.quarantine,
    validation: sources.validation,
    errors: sources.errors,
  };
  if (scope === undefined || !isOpen(device)) return own;
  const { network, networkTrust, relay, relayTrust, head, incoming, syncing, configured } = scope.connection();
  return {
    ...own,
    relayConfigured: configured,
    scopeKey: holdsKey(device, scope),
    auth: authOf(device, scope),
    network,
    networkTrust: sources.networkDistrusted ? 'policy_distrusts' : networkTrust,
    relay,
    relayTrust,
    head,
    incoming,
    syncing,
  };
};
