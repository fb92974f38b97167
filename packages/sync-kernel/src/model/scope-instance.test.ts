import { expect, it } from 'vitest';
import { carriesScope, kindOfScope } from './scope-instance.js';

it('carries in each log what I2 lets it, and data of the device in none', () => {
  const carried = Object.fromEntries(
    ['profile', 'workspace', 'org'].map((kind) => [
      kind,
      ['public', 'profile', 'workspace', 'org', 'vault', 'device'].filter((scope) =>
        carriesScope(`urn:srcos:${kind}:a`, scope),
      ),
    ]),
  );
  expect(carried).toEqual({
    profile: ['public', 'profile', 'vault'],
    workspace: ['public', 'workspace', 'vault'],
    org: ['public', 'org', 'vault'],
  });
  expect([kindOfScope('urn:srcos:org:a'), kindOfScope('a')]).toEqual(['org', '']);
});
