import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { createControlLog, signControlRecord } from '@sourceos/sync-kernel';
import { describe, expect, it } from 'vitest';
import type { DeviceRevocation } from '../record.js';
import { controlRevocationOf } from './control-revocation.js';

const revocation: DeviceRevocation = {
  type: 'DeviceRevocation',
  deviceId: 'urn:srcos:device:carol',
  revokedKeys: [
    { signingKey: `${'k'.repeat(42)}A`, lastSequence: 9 },
    { signingKey: `${'m'.repeat(42)}A`, lastSequence: 4 },
  ],
  cause: 'stolen',
  revokedAt: '2026-05-07T09:30:00Z',
};

describe('controlRevocationOf', () => {
  it('lets stand what the lowest sequence lets stand', () => {
    expect(controlRevocationOf(revocation)).toMatchObject({ stands: { 'urn:srcos:device:carol': 4 } });
  });

  it('is a statement that a control log reads', () => {
    const scopeId = 'urn:srcos:profile:p';
    const log = createControlLog({ scopeId, crypto: nativeCrypto, root: `sha256:${'0'.repeat(64)}` });
    const key = new Uint8Array(32).fill(1);
    const record = signControlRecord(nativeCrypto, { ...controlRevocationOf(revocation), scopeId }, [key]);
    // Nobody has shown the key yet: it is kept, and waits.
    expect(log.add(record).accepted).toBe(true);
  });
});
