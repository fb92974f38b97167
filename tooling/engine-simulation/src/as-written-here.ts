import { agentOfWorld } from '@sourceos/sync-testkit';
import { keyInWorld, ownKey } from './devices.js';
import type { Specimen } from './population.js';

/** The names that arbitraries use for who and where, as the simulated scope has them. */
const renamed = (deviceId: string, scopeId: string): readonly (readonly [string, string])[] => {
  const name = deviceId.slice(deviceId.lastIndexOf(':') + 1);
  const kind = scopeId.split(':')[2] ?? '';
  return [
    ['urn:srcos:person:ada', `urn:srcos:person:${name}`],
    ['urn:srcos:device:ada', deviceId],
    [ownKey, keyInWorld(deviceId)],
    ['urn:srcos:agent:scout', agentOfWorld],
    [`urn:srcos:${kind}:conformance`, scopeId],
    // A rule of a policy bundle that is about what other engines write here.
    ['"network.connect"', '"sync.memory.put"'],
  ];
};

/** A specimen as somebody on a device of the scope would write it. */
export const asWrittenHere = (specimen: Specimen, deviceId: string, scopeId: string): Specimen => {
  let text = JSON.stringify(specimen);
  for (const [from, to] of renamed(deviceId, scopeId)) text = text.replaceAll(from, to);
  return JSON.parse(text) as Specimen;
};
