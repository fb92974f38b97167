import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { faultsOf } from './faults-of.js';

const faults = faultsOf(z.strictObject({ name: z.string(), list: z.array(z.strictObject({ size: z.int() })) }));

describe('faultsOf', () => {
  it('names every place that is wrong', () => {
    expect(faults({ name: 1, list: [{ size: 1 }, { size: 'x' }] })).toEqual(['name', 'list.1.size']);
  });

  it('names the object that has a member too many', () => {
    expect(faults({ name: '', list: [], more: 1 })).toEqual(['']);
  });

  it('names nothing in what is right', () => {
    expect(faults({ name: '', list: [] })).toEqual([]);
  });
});
