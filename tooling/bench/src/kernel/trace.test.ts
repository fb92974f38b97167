import { describe, expect, it } from 'vitest';
import { coverageOf, isComplete, type EndNode } from './end-state.js';
import { generateTrace, type ExpectedNode } from './trace.js';

const options = { seed: 5, devices: 4, rounds: 3, burst: 256 };
const trace = generateTrace(options);

const endOf = ({ fate, values, parents }: ExpectedNode): EndNode | undefined =>
  fate === 'absent'
    ? undefined
    : {
        fields: {
          name: String(values.name[0]),
          note: String(values.note[0]),
          status: String(values.status[0]),
          x: Number(values.x[0]),
          y: Number(values.y[0]),
        },
        parent: parents[0],
      };

describe('the graph trace', () => {
  it('is the same for the same seed and another for another', () => {
    expect(generateTrace(options)).toEqual(trace);
    expect(generateTrace({ ...options, seed: 6 })).not.toEqual(trace);
  });

  it('has every kind of operation, and leaves some values and fates to the contender', () => {
    const operations = trace.rounds.flat().flatMap((burst) => burst.operations);
    expect(new Set(operations.map(({ kind }) => kind))).toEqual(new Set(['create', 'edit', 'move', 'delete']));
    expect(trace.expected.some(({ fate }) => fate === 'either')).toBe(true);
    expect(trace.expected.some(({ values }) => values.note.length > 1)).toBe(true);
    expect(trace.expected.some(({ parents }) => parents.length > 1)).toBe(true);
  });

  it('hangs every node below an older one, so that no winner closes a cycle', () => {
    trace.expected.forEach(({ parents }, node) => {
      for (const parent of parents) if (parent !== undefined) expect(parent).toBeLessThan(node);
    });
  });
});

describe('the coverage of an end state', () => {
  const right = trace.expected.map(endOf);

  it('is complete for what the trace comes to', () => {
    expect(isComplete(coverageOf(trace.expected, right))).toBe(true);
  });

  it('misses a node that is gone, and a value that nobody wrote last', () => {
    const at = trace.expected.findIndex(({ fate }) => fate === 'present');
    const gone = right.map((node, index) => (index === at ? undefined : node));
    expect(isComplete(coverageOf(trace.expected, gone))).toBe(false);
    const changed = right.map((node, index) => (index === at && node ? { ...node, parent: at } : node));
    const { values, rightValues } = coverageOf(trace.expected, changed);
    expect(values - rightValues).toBe(1);
  });
});
