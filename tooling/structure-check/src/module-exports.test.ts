import { expect, it } from 'vitest';
import { exportsOf, stringMember } from './module-exports.js';

it('tells exported values from exported types', () => {
  const { values, types } = exportsOf(`
    export { manifest } from './manifest.js';
    export { record as shellRecord, type ShellRecord } from './record.js';
    export type { Profile } from './records/profile.js';
    export const version = '1', build = 2;
    export interface Options {}
    const hidden = 1;
    interface Hidden {}
  `);
  expect([...values]).toEqual(['manifest', 'shellRecord', 'version', 'build']);
  expect([...types]).toEqual(['ShellRecord', 'Profile', 'Options']);
});

it('reads a member of an exported object through type assertions', () => {
  const text = `export const manifest = { 'x': 1, engineId: 'a.b' } as const satisfies Manifest;
    const other = { engineId: 'hidden' };`;
  expect(stringMember(text, 'manifest', 'engineId')).toBe('a.b');
  expect(stringMember(text, 'manifest', 'x')).toBeUndefined();
  expect(stringMember(text, 'other', 'engineId')).toBeUndefined();
});
