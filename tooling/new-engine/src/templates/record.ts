import type { Template } from './template.js';

export const index: Template = (plan) => `
export { manifest } from './manifest.js';
export { ${plan.record}, type ${plan.kindType}, type ${plan.recordType} } from './record.js';
`;

export const record: Template = (plan) => `
import * as z from 'zod';
import { ${plan.kind} } from './records/${plan.name}-entry.js';

/**
 * The object model of the collection \`${plan.collection}\`, version 0.1.0. The header of a write names the
 * object; a record has no id of its own.
 */
export const ${plan.record} = z.discriminatedUnion('type', [${plan.kind}]);

export type ${plan.recordType} = z.infer<typeof ${plan.record}>;
export type ${plan.kindType} = z.infer<typeof ${plan.kind}>;
`;

export const entry: Template = (plan) => `
import { multiLine, singleLine } from '@sourceos/sync-spec';
import * as z from 'zod';

/** One entry of the collection: where the fields of the domain begin. */
export const ${plan.kind} = z
  .strictObject({
    type: z.literal('${plan.kindType}'),
    name: singleLine(128).describe('What the person calls the entry.'),
    content: multiLine(65_536).describe('What the entry holds.'),
  })
  .describe('One entry of the collection ${plan.collection}.');
`;

export const recordTest: Template = (plan) => `
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ${plan.record}, type ${plan.recordType} } from './record.js';

const entry = { type: '${plan.kindType}', name: 'Everyday', content: 'two\\nlines' } satisfies ${plan.recordType};

/** Where the schema finds a record wrong, as dotted paths; none where it accepts it. */
const faults = (value: unknown) => ${plan.record}.safeParse(value).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('${plan.record}', () => {
  it('accepts an entry and keeps it as it is through JSON', () => {
    const parsed = ${plan.record}.parse(entry);
    expect(${plan.record}.parse(JSON.parse(JSON.stringify(parsed)))).toEqual(entry);
  });

  it('refuses an unknown member, whatever its name', () => {
    const unknownName = fc.string().filter((name) => !Object.hasOwn(entry, name));
    fc.assert(
      fc.property(unknownName, fc.jsonValue(), (name, value) => {
        expect(faults({ ...entry, [name]: value })).not.toEqual([]);
      }),
    );
  });

  it.each([
    ['a type that the engine does not have', { ...entry, type: 'Other' }, 'type'],
    ['an entry without content', { ...entry, content: undefined }, 'content'],
    ['an escape sequence in a name', { ...entry, name: '\\u001b[2J' }, 'name'],
    ['content that is too long', { ...entry, content: 'x'.repeat(65_537) }, 'content'],
  ])('refuses %s', (_, value, path) => {
    expect(faults(value)).toEqual([path]);
  });
});
`;
