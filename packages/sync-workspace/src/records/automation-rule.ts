import { multiLine, namedEntries, singleLine, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';
import { nodeKinds } from './node-kinds.js';
import { taskStatus } from './task-status.js';

const trigger = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('node_added'), node: z.enum(nodeKinds) }),
  z.strictObject({ kind: z.literal('node_changed'), node: z.enum(nodeKinds) }),
  z.strictObject({ kind: z.literal('task_status'), status: taskStatus.describe('The status that a task takes.') }),
  z.strictObject({
    kind: z.literal('every'),
    hours: z.int().min(1).max(8_784).describe('Hours between two runs.'),
  }),
]);

const effect = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('set_task_status'), status: taskStatus }),
  z.strictObject({ kind: z.literal('assign_task'), assignee: urnOf('person', 'agent-binding') }),
  z.strictObject({ kind: z.literal('notify'), person: urnOf('person'), text: singleLine(512) }),
  z.strictObject({
    kind: z.literal('ask_agent'),
    binding: urnOf('agent-binding').describe('The binding whose agent and lease are used.'),
    instructions: multiLine(8_192).describe('What the agent is asked to do.'),
  }),
  z.strictObject({ kind: z.literal('run_command_template'), template: urnOf('command-template') }),
]);

const ruleName = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9-]*$/, { error: 'a rule name of a-z, 0-9 and -' });

/** What happens by itself at a node and below it, by the name of the rule. */
export const automationRules = namedEntries(
  ruleName,
  z.strictObject({
    enabled: z.boolean(),
    when: trigger,
    effects: z.array(effect).min(1).max(16).describe('What happens, in this order.'),
  }),
  64,
);
