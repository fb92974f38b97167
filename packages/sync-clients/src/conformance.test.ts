import type { JsonObject } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { createScene, deviceIdOf, engineConformance, type Deviation } from '@sourceos/sync-testkit';
import { describe, it } from 'vitest';
import { engine } from './engine.js';
import { base64urlOf } from '@sourceos/sync-kernel/wire';
import { clientsRecords, commandId, objectIdOf } from './testing/arbitrary.js';

const [ada, bob] = [deviceIdOf('ada'), deviceIdOf('bob')];

/** Conformance's devices have the keys of a scene's devices of the same name. */
const scene = createScene({ engine, crypto: nativeCrypto });
const keyOf = (name: string): string =>
  base64urlOf(scene.device('bob').control.view().deviceKey(deviceIdOf(name)) ?? new Uint8Array(32));

const device = (name: string, enrolledBy: string): JsonObject => ({
  type: 'Device',
  name,
  form: 'laptop',
  signingKey: keyOf(name),
  sealingKey: `${'s'.repeat(42)}A`,
  enrolment: { enrolledBy, enrolledAt: '2025-06-15T15:00:00Z', generation: 1 },
});
const command = {
  type: 'DeviceCommand',
  target: ada,
  issuedBy: bob,
  action: { kind: 'wipe', extent: 'profile' },
  issuedAt: '2025-06-15T15:00:00Z',
  expiresAt: '2025-06-20T00:00:00Z',
};
const { signingKey, sealingKey, ...rest } = device('tablet', ada);

const specimens = () => ({
  records: clientsRecords.map((record) => record as unknown as JsonObject),
  objectId: objectIdOf,
  // Bob's device is the first of the profile, vouches for Ada's, and tells it something.
  setting: [
    { objectId: bob, record: device('bob', 'urn:srcos:root:paper') },
    { objectId: ada, record: device('ada', bob) },
    { objectId: commandId, record: command },
  ],
  older: {
    schemaVersion: '0.0.1',
    record: { ...rest, keys: { signing: signingKey ?? '', sealing: sealingKey ?? '' } },
  },
  revocation: (deviceId: string) => ({
    type: 'DeviceRevocation',
    deviceId,
    revokedKeys: [{ signingKey: keyOf('lost'), lastSequence: 0 }],
    cause: 'stolen',
    revokedAt: '2025-06-15T15:00:00Z',
  }),
  canaries: [`ghp_${'A1b2C3d4E5f6'.repeat(3)}`],
});

const deviations: readonly Deviation[] = [
  { deviation: 'no-agent-writes', why: 'no agent speaks for a device or tells one anything, under whatever lease' },
];

describe('conformance', () => {
  const options = { crypto: nativeCrypto, deviations };
  for (const { name, check } of engineConformance(engine, specimens, options)) it(name, check);
});
