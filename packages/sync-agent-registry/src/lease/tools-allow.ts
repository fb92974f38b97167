import type { AgentManifest, AgentToolGrant } from '../record.js';
import { agentToolGrant } from '../records/agent-tool-grant.js';
import { outside } from './bounds.js';
import type { LeaseUse } from './lease-allows.js';

type Grant = AgentToolGrant['toolGrants'][string];

const reachable = ['repos', 'paths', 'networkZones'] as const;

/** What a tool grant in force says of a tool to this agent, here and now. */
const grantsOf = (tool: string, manifest: AgentManifest, use: LeaseUse): readonly Grant[] =>
  manifest.toolGrants.flatMap((id) => {
    const read = agentToolGrant.safeParse(use.lookup(id));
    if (!read.success) return [];
    const { agentId, workspaceId = use.workspaceId, expiresAt, revocation, toolGrants } = read.data;
    if (agentId !== use.agentId || workspaceId !== use.workspaceId || revocation !== undefined) return [];
    if (expiresAt !== undefined && !(use.now < Date.parse(expiresAt))) return [];
    const grant = Object.hasOwn(toolGrants, tool) ? toolGrants[tool] : undefined;
    return grant === undefined ? [] : [grant];
  });

const covers = ({ bounds = {} }: Grant, { reaches }: LeaseUse): boolean =>
  reachable.every((name) => {
    const allowed = bounds[name];
    const wanted = reaches[name];
    return allowed === undefined || (wanted !== undefined && outside(name, wanted, allowed).length === 0);
  });

/**
 * Whether every tool that a use names is granted for what it reaches, and whether a person has to be asked: not where
 * any one grant that covers it asks for nobody. Operations of a tool are its host's to compare.
 */
export const toolsAllow = (manifest: AgentManifest, use: LeaseUse): { readonly needsApproval: boolean } | undefined => {
  let needsApproval = false;
  for (const tool of use.reaches.tools ?? []) {
    const covering = grantsOf(tool, manifest, use).filter((grant) => covers(grant, use));
    if (covering.length === 0) return undefined;
    needsApproval ||= covering.every(({ requiresHumanApproval }) => requiresHumanApproval);
  }
  return { needsApproval };
};
