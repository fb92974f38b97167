import { describe, expect, it } from 'vitest';
import { keysForScope } from './keys-for-scope.js';

const key = new Uint8Array(32).fill(1);
const other = new Uint8Array(32).fill(2);

describe('the keys of an encryption scope', () => {
  it('are those of the epoch for what a profile, workspace or org has', () => {
    for (const scope of ['profile', 'workspace', 'org'] as const) expect(keysForScope(scope, [key])).toEqual([key]);
  });

  it('are others for references to a vault, the same each time, and one for each', () => {
    const [one, two] = keysForScope('vault', [key, other]);
    expect(one).toHaveLength(32);
    expect(one).not.toEqual(key);
    expect(one).not.toEqual(two);
    expect(keysForScope('vault', [Uint8Array.from(key)])).toEqual([one]);
  });

  it('are none for what stays on the device', () => {
    expect(keysForScope('device', [key])).toEqual([]);
  });
});
