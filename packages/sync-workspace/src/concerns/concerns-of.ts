import { agentBindingConcerns } from './agent-binding.js';
import { automationConcerns } from './automation-rules.js';
import { bindingConcerns } from './bindings.js';
import type { Concern, WorkspaceChange } from './concern.js';
import { repoConcerns } from './repo.js';
import { topologyConcerns } from './topology.js';

/** Everything about a change that a person should know first, the gravest first. */
export const concernsOf = (change: WorkspaceChange): readonly Concern[] => [
  ...topologyConcerns(change),
  ...agentBindingConcerns(change),
  ...bindingConcerns(change),
  ...automationConcerns(change),
  ...repoConcerns(change),
];
