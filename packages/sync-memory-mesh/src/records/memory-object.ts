import { multiLine, singleLine, uniqueItems, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';
import { lifecycleFaults } from '../lifecycle/lifecycle-faults.js';
import { lifecycleState } from './lifecycle-state.js';
import { lifecycleStep } from './lifecycle-step.js';
import { memoryScope } from './memory-scope.js';
import { provenance } from './provenance.js';
import { retention } from './retention.js';
import { sensitivity } from './sensitivity.js';

/** Something that agents may remember. */
export const memoryObject = z
  .strictObject({
    type: z.literal('MemoryObject'),
    kind: z
      .enum(['fact', 'preference', 'instruction', 'procedure', 'event', 'summary'])
      .describe('What it is. An instruction or a procedure directs what an agent does; the others inform it.'),
    // No hash of the content stays behind: what people remember is short enough to be guessed from one.
    content: multiLine(65_536).describe('What is remembered. Gone once expired or revoked.').optional(),
    about: uniqueItems(urnOf()).max(64).describe('The people and things that it is about.').optional(),
    tags: uniqueItems(singleLine(64)).max(64).describe('Words to find it by.').optional(),
    promotionState: lifecycleState.schema.describe('Where it is in its life.'),
    steps: z
      .array(lifecycleStep)
      .min(1)
      .max(lifecycleState.values.length)
      .describe('How it came there from `observed`: every step, in order, with who took it.'),
    scope: memoryScope.describe('Where it may be used; before `scoped`, where its author suggests.'),
    sensitivity: sensitivity.schema.describe('How much harm it does in the wrong hands.'),
    retention: retention.describe('How long the content is kept.'),
    mutability: z
      .enum(['immutable', 'author_only', 'shared'])
      .describe('Who may change the content: nobody, who took its first step, or every member of its scope.'),
    confidence: z.number().min(0).max(1).describe('How sure the source is, from 0 (not at all) to 1 (certain).'),
    agentSource: urnOf('agent').describe('The agent that wrote it; absent where a person did.').optional(),
    provenance: provenance.describe('Where it comes from.'),
  })
  .superRefine((memory, context) => {
    for (const { path, message } of lifecycleFaults(memory)) context.addIssue({ code: 'custom', path, message });
  })
  .describe('Something that agents may remember.');
