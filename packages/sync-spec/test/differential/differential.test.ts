import { readFileSync } from 'node:fs';
import { needs } from '@sourceos/vitest-config/needs';
import fc from 'fast-check';
import type * as z from 'zod';
import { beforeAll, describe, expect, it } from 'vitest';
import { contractNames, contracts, type ContractName } from '../../src/json-schemas.js';
import { compile, publishedSchema, type Validators } from '../published-schemas.js';
import { readSpecification } from '../specification.js';
import { differencesWith, type Difference } from './differences.js';
import { documentsOf } from './documents.js';

const shared = needs('shared', 'sync-spec against the JSON Schemas that the estate publishes');
const runs = 4_000;

const page = readFileSync(new URL('../../../../docs/schema-differences.md', import.meta.url), 'utf8');
const headings = [...page.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);

describe('docs/schema-differences.md', () => {
  it('has a heading for each difference, and for no other', () => {
    expect(headings).toEqual(differencesWith([], []).map(({ heading }) => heading));
  });
});

describe.runIf(shared !== undefined)('our schemas and the published ones', () => {
  let published: Validators;
  let differences: readonly Difference[];

  beforeAll(() => {
    const specification = readSpecification(shared ?? '');
    differences = differencesWith(
      specification.items('Required engine states'),
      specification.items('Required reason codes'),
    );
    published = compile((name) => publishedSchema(shared ?? '', name));
  });

  it.each(contractNames)('disagree about a %s only where a named difference decides', { timeout: 60_000 }, (name) => {
    const named = differences.filter(({ contracts }) => contracts.includes(name));
    const seen = new Set<string>();
    const verdicts = { accepted: 0, refused: 0 };
    const accepts = (document: unknown): boolean => contracts[name].safeParse(document).success;

    fc.assert(
      fc.property(documentsOf(name), (document) => {
        const ours = accepts(document);
        if (published[name](document) === ours) {
          verdicts[ours ? 'accepted' : 'refused'] += 1;
          return;
        }
        const carried = named.filter(({ undo }) => JSON.stringify(undo(document)) !== JSON.stringify(document));
        const decisive = carried.filter((difference) => (difference.ours === 'accepts') === ours);
        expect(decisive, 'a difference that no name explains').not.toEqual([]);
        const undone = carried.reduce<unknown>((rest, { undo }) => undo(rest), document);
        expect(published[name](undone), 'what is left without the named differences').toBe(accepts(undone));
        if (carried.length === 1) carried.forEach(({ heading }) => seen.add(heading));
      }),
      { numRuns: runs },
    );

    // A generator that only made refused documents, or never a difference, would show nothing.
    expect(verdicts.accepted).toBeGreaterThan(runs / 10);
    expect(verdicts.refused).toBeGreaterThan(runs / 10);
    expect([...seen].sort()).toEqual(named.map(({ heading }) => heading).sort());
  });

  it.each(contractNames)('name the same fields of a %s, and require the same', (name: ContractName) => {
    const { properties, required } = publishedSchema(shared ?? '', name);
    const shape: Readonly<Record<string, z.core.$ZodType>> = contracts[name].shape;
    expect(
      Object.keys(shape)
        .filter((field) => field !== '$schema')
        .sort(),
    ).toEqual(Object.keys(properties).sort());
    const ours = Object.entries(shape).filter(([, field]) => field._zod.optin !== 'optional');
    expect(ours.map(([field]) => field).sort()).toEqual([...required].sort());
  });
});
