import { describe, expect, it } from 'vitest';
import { listDeviations, withDeviations, type ConformanceLaw } from './deviation.js';

const broken: ConformanceLaw = {
  name: 'agents may write',
  deviation: 'no-agent-writes',
  check: () => {
    throw new Error('They may not.');
  },
};
const kept: ConformanceLaw = { ...broken, check: () => undefined };
const deviation = { deviation: 'no-agent-writes', why: 'Only people write here.' } as const;

describe('a declared deviation', () => {
  it('stands in for the law, and says so in its name', () => {
    const [law] = withDeviations([broken], [deviation]);
    expect(law?.name).toContain('Only people write here.');
    expect(law?.check).not.toThrow();
  });
  it('fails where the law holds', () => {
    const [law] = withDeviations([kept], [deviation]);
    expect(law?.check).toThrow('not needed');
  });
  it('needs a reason', () => {
    expect(() => withDeviations([broken], [{ ...deviation, why: ' ' }])).toThrow('gives no reason');
  });
  it('is about a law of the engine', () => {
    const other = { deviation: 'strategy-law', law: 'no such law', why: 'There is none.' } as const;
    expect(() => withDeviations([broken], [other])).toThrow('No law of this engine');
  });
  it('is listed with its reason', () => {
    expect(listDeviations([deviation])).toEqual(['no-agent-writes: Only people write here.']);
  });
});

it('without deviations a law is itself', () => {
  const [law] = withDeviations([broken], []);
  expect(law?.check).toThrow('They may not.');
});
