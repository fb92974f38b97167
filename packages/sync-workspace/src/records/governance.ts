import { uniqueItems, urnOf } from '@sourceos/sync-spec';
import { automationRules } from './automation-rule.js';

/** What acts on a node, and what limits it. The same fields on every node that can have them. */
export const governance = {
  automationRules: automationRules.describe('What happens by itself at the node and below it.').optional(),
  agentBindings: uniqueItems(urnOf('agent-binding'))
    .max(128)
    .describe('The agent bindings that may act on the node and below it.')
    .optional(),
  policyBindings: uniqueItems(urnOf('policy-bundle'))
    .max(128)
    .describe('The policy bundles that hold for the node and below it.')
    .optional(),
};
