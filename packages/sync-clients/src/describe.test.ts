import { describe as suite, expect, it } from 'vitest';
import { classify } from './classify.js';
import { describe } from './describe.js';
import { clientsRecord } from './record.js';

suite('a card', () => {
  it('is short enough to be read, however many keys are revoked and however long their device is called', () => {
    const deviceId = `urn:srcos:device:${'x'.repeat(200)}`;
    const key = (index: number): string => `${String(index).padStart(42, 'k')}A`;
    const revokedKeys = Array.from({ length: 16 }, (_, index) => ({
      signingKey: key(index),
      lastSequence: Number.MAX_SAFE_INTEGER - index,
    }));
    const after = clientsRecord.parse({
      type: 'DeviceRevocation',
      deviceId,
      revokedKeys,
      cause: 'stolen',
      revokedAt: '2025-06-15T15:06:40Z',
    });
    const change = {
      objectId: 'urn:srcos:device-revocation:x',
      operation: 'put',
      authorId: 'urn:srcos:person:ada',
      deviceId: 'urn:srcos:device:ada',
      before: undefined,
      after,
      pointers: [''],
    } as const;
    const { title, risk, alternatives } = describe(change);
    for (const text of [title, risk, ...alternatives, classify(change).sentence]) {
      expect(text.length).toBeLessThanOrEqual(1_000);
    }
    expect(risk).toMatch(/and 11 more\.$/);
    expect(alternatives.at(-1)).toBe('Reject it and keep what is in force.');
  });
});
