import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { base64urlOf } from '@sourceos/sync-kernel/wire';
import { signingKeyInWorld } from '@sourceos/sync-testkit';
import type { Specimen } from './population.js';

/** The key by which a device of the world is admitted, as records name it. */
export const keyInWorld = (deviceId: string): string => base64urlOf(signingKeyInWorld(nativeCrypto, deviceId));

/** Stands for the key of whoever writes. */
export const ownKey = `${'w'.repeat(42)}A`;

const device = (name: string, signingKey: string, enrolledBy: string): Specimen => ({
  objectId: `urn:srcos:device:${name}`,
  record: {
    type: 'Device',
    name,
    form: 'laptop',
    signingKey,
    sealingKey: `${'s'.repeat(42)}A`,
    enrolment: { enrolledBy, enrolledAt: '2026-01-01T00:00:00Z', generation: 1 },
  },
});

/** Devices of the world under the keys that they have: one that enrols itself, and others that it vouches for. */
export const worldDevices: readonly Specimen[] = [
  ...Array.from({ length: 4 }, () => device('ada', ownKey, 'urn:srcos:root:paper')),
  ...['bob', 'cyd', 'dee'].map((name) => device(name, keyInWorld(`urn:srcos:device:${name}`), 'urn:srcos:device:ada')),
];
