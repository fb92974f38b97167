import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellRecord, type ShellProfile } from './record.js';
import { resolve } from './resolve.js';
import { shellRecords } from './testing/arbitrary.js';

const objectId = 'urn:srcos:shell-profile:one';
const base: ShellProfile = { type: 'ShellProfile', name: 'Everyday', dialect: 'bash', colours: { cursor: '#ffffff' } };

describe('concurrent changes of a profile', () => {
  it('stand side by side where they are in different places', () => {
    const one: ShellProfile = { ...base, colours: { cursor: '#ffffff', foreground: '#d0d0d0' } };
    const { colours: _, ...withoutColours } = base;
    expect(resolve({ objectId, before: base, candidates: [one, { ...base, name: 'Work' }] })).toEqual({
      ...one,
      name: 'Work',
    });
    expect(resolve({ objectId, before: base, candidates: [withoutColours, { ...base, name: 'Work' }] })).toEqual({
      ...withoutColours,
      name: 'Work',
    });
  });

  it('of one place are left to a person', () => {
    const named = (name: string): ShellProfile => ({ ...base, name });
    const { colours: _, ...withoutColours } = base;
    const recoloured: ShellProfile = { ...base, colours: { cursor: '#000000' } };
    expect(resolve({ objectId, before: base, candidates: [named('Work'), named('Play')] })).toBeUndefined();
    expect(resolve({ objectId, before: base, candidates: [withoutColours, recoloured] })).toBeUndefined();
    expect(resolve({ objectId, before: undefined, candidates: [named('Work'), named('Work')] })).toBeUndefined();
  });

  it('make one valid record whatever their order', () => {
    const profiles = shellRecords.filter(({ type }) => type === 'ShellProfile');
    fc.assert(
      fc.property(profiles, fc.array(profiles, { minLength: 2, maxLength: 3 }), (before, candidates) => {
        const merged = resolve({ objectId, before, candidates });
        expect(resolve({ objectId, before, candidates: candidates.toReversed() })).toEqual(merged);
        if (merged !== undefined) expect(shellRecord.safeParse(merged).success).toBe(true);
      }),
    );
  });
});
