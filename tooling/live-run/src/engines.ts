import { engine as agentRegistry } from '@sourceos/sync-agent-registry';
import { engine as audit } from '@sourceos/sync-audit';
import { engine as browser } from '@sourceos/sync-browser';
import { engine as clients } from '@sourceos/sync-clients';
import { engine as extensions } from '@sourceos/sync-extensions';
import type { Engine } from '@sourceos/sync-kernel';
import { engine as memoryMesh } from '@sourceos/sync-memory-mesh';
import { engine as models } from '@sourceos/sync-models';
import { engine as policyFabric } from '@sourceos/sync-policy-fabric';
import { engine as secrets } from '@sourceos/sync-secrets';
import { engine as shell } from '@sourceos/sync-shell';
import { engine as workspace } from '@sourceos/sync-workspace';

export const engines: readonly Engine[] = [
  agentRegistry,
  audit,
  browser,
  clients,
  extensions,
  memoryMesh,
  models,
  policyFabric,
  secrets,
  shell,
  workspace,
];
