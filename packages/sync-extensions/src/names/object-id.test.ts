import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { urnOf } from '@sourceos/sync-spec';
import { blockIdOf, extensionId } from './object-id.js';

const visible = fc.stringMatching(/^[!-~]{1,24}$/);

it('two extensions never stand under one name, and every name is a URN', () => {
  fc.assert(
    fc.property(visible, visible, (one, other) => {
      expect(extensionId('browser', one) === extensionId('browser', other)).toBe(one === other);
      expect(urnOf('extension').safeParse(extensionId('browser', one)).success).toBe(true);
      expect(urnOf('extension-block').safeParse(blockIdOf(extensionId('browser', one))).success).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

it('what registries call extensions stays readable', () => {
  expect(extensionId('browser', 'reader@example.org')).toBe('urn:srcos:extension:browser:reader@example.org');
  expect(extensionId('browser', '{d1-2}')).toBe('urn:srcos:extension:browser:~007bd1-2~007d');
});
