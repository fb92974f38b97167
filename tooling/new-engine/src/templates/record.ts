import type { Template } from './template.js';

export const index: Template = (plan) => `
export { manifest } from './manifest.js';
export { ${plan.record}, type ${plan.kindType}, type ${plan.recordType} } from './record.js';
export { engine } from './engine.js';
export { changes } from './changes.js';
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
    content: multiLine(65_536).describe('What the entry holds; nothing yet where absent.').optional(),
  })
  .describe('One entry of the collection ${plan.collection}.');
`;

export const recordTest: Template = (plan) => `
import { describeRecordLaws, faultsOf } from '@sourceos/engine-laws';
import { describe, expect, it } from 'vitest';
import { ${plan.record}, type ${plan.recordType} } from './record.js';

const entry = { type: '${plan.kindType}', name: 'Everyday', content: 'two\\nlines' } satisfies ${plan.recordType};

const faults = faultsOf(${plan.record});

describeRecordLaws(${plan.record}, [entry]);

describe('${plan.record}', () => {
  it.each([
    ['a type that the engine does not have', { ...entry, type: 'Other' }, 'type'],
    ['an entry without a name', { ...entry, name: undefined }, 'name'],
    ['an escape sequence in a name', { ...entry, name: '\\u001b[2J' }, 'name'],
    ['content that is too long', { ...entry, content: 'x'.repeat(65_537) }, 'content'],
  ])('refuses %s', (_, value, path) => {
    expect(faults(value)).toEqual([path]);
  });
});
`;
