import { needs } from '@sourceos/vitest-config/needs';
import { describe, expect, it } from 'vitest';
import { readSpecification } from '../test/specification.js';
import { acceptanceCriteria } from './acceptance-criteria.js';
import { manifestRules } from './rules/index.js';

describe('the acceptance criteria', () => {
  it('2 to 6 are held by rules over manifests; 1 and 7 are about an estate', () => {
    const held = new Set(manifestRules.flatMap(({ criterion }) => criterion ?? []));
    expect([...held].sort()).toEqual([2, 3, 4, 5, 6]);
  });
});

const shared = needs('shared', "sync-spec's acceptance criteria against the specification");

describe.runIf(shared !== undefined)('the acceptance criteria of the specification', () => {
  it('are ours, word for word', () => {
    expect(Object.values(acceptanceCriteria)).toEqual(readSpecification(shared ?? '').items('Acceptance criteria'));
  });
});
