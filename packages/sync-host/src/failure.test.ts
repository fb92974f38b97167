import { expect, it } from 'vitest';
import { done, failed } from './failure.js';

it('tells a value from a failure by one member', () => {
  expect(done(1)).toEqual({ ok: true, value: 1 });
  expect(failed('disk_full', 'No room.')).toEqual({ ok: false, code: 'disk_full', message: 'No room.' });
});
