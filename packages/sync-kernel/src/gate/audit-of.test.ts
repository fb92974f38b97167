import { expect, it } from 'vitest';
import * as z from 'zod';
import { testEngine } from '../merge/testing/test-engine.js';
import { createWorld, start } from '../replica/testing/world.js';
import { reasonOf } from '../model/reason-of.js';
import { redactSecrets } from '../secrets/redact-secrets.js';

const token = `ghp_${'A1b2C3d4E5f6'.repeat(3)}`;

it.each([
  ['for the secret', []],
  ['before anybody looked for one', [reasonOf('engine_denied')]],
])('tells an audit hook of no secret that was in a record refused %s, even as the name of a member', (_, denied) => {
  const record = z.record(z.string(), z.string());
  const { manifest } = testEngine();
  const careless = testEngine({
    manifest: { ...manifest, auditEvents: ['test.refused'] },
    record,
    redact: (given) => redactSecrets(given),
    authorizeWrite: () => denied,
    audit: ({ pointers, after, objectId }) => [
      { eventType: 'test.refused', subjectId: objectId, details: { pointers, after: after ?? null } },
    ],
  });
  const world = createWorld('urn:srcos:workspace:garden', ['a', 'b']);
  const [a, b] = [world.replica('a', [testEngine({ record })]), world.replica('b', [careless])];
  const { bytes } = a.author(
    [{ collection: 'test', objectId: 'urn:srcos:note:one', operation: 'put', record: { [token]: 'x', title: token } }],
    start,
  );
  const [decision] = b.receive(bytes ?? new Uint8Array(), start).decisions;
  expect(decision?.outcome).toBe('quarantined');
  expect(decision?.audit[0]?.details).toEqual({
    pointers: ['/redacted-github-token', '/title'],
    after: { 'redacted-github-token': 'x', title: 'redacted-github-token' },
  });
});
