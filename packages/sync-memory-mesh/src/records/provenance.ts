import { sha256Hash, timestamp, uniqueItems, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';

const evidence = z.strictObject({
  sourceId: urnOf().describe('An object that shows it: a message, a page, a run.'),
  contentHash: sha256Hash().describe('The source as it was, where it may have changed since.').optional(),
});

/** Where a memory comes from. What the source says of itself; whether it is trusted the receiver decides. */
export const provenance = z.strictObject({
  sourceKind: z
    .enum(['person', 'agent', 'tool', 'document', 'web_page', 'import'])
    .describe('Who or what said it. Text from a page or a document may be written to mislead an agent.'),
  sourceId: urnOf().describe('The person, agent, tool, document or page.'),
  observedAt: timestamp().describe('When it was noticed.'),
  evidence: z.array(evidence).max(64).describe('What shows it.').optional(),
  derivedFrom: uniqueItems(urnOf('memory')).max(64).describe('Memories that it was concluded from.').optional(),
  widens: urnOf('memory').describe('The memory of a narrower scope that this one makes usable more widely.').optional(),
});
