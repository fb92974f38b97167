import { describe as suite, expect, it } from 'vitest';
import { classify } from './classify.js';
import { describe } from './describe.js';
import { extensionsRecord } from './record.js';

suite('a card', () => {
  it('is short enough to be read, however many permissions an extension asks for and however long they are', () => {
    const targets = Array.from({ length: 20 }, (_, index) => `https://${'x'.repeat(150)}${String(index)}.example/*`);
    const permissions = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`permission${String(index)}`, { reach: 'listed', targets }]),
    );
    const before = extensionsRecord.parse({
      type: 'Extension',
      surface: 'browser',
      identifier: 'reader@example.org',
      name: 'x'.repeat(256),
      publisher: { id: 'example', name: 'Example' },
      registry: 'https://addons.example',
      version: '1.2',
      packageHash: `sha256:${'ab'.repeat(32)}`,
      permissions: {},
      enabled: true,
    });
    const change = {
      objectId: 'urn:srcos:extension:browser:reader@example.org',
      operation: 'put',
      authorId: 'urn:srcos:person:ada',
      deviceId: 'urn:srcos:device:ada',
      before,
      after: extensionsRecord.parse({ ...before, permissions }),
      pointers: Object.keys(permissions).map((name) => `/permissions/${name}`),
    } as const;
    const { title, risk, alternatives } = describe(change);
    for (const text of [title, risk, ...alternatives, classify(change).sentence]) {
      expect(text.length).toBeLessThanOrEqual(1_000);
    }
    expect(risk).toMatch(/There are \d+ more changes\.$/);
    expect(alternatives.at(-1)).toBe('Reject it and keep what is in force.');
  });
});
