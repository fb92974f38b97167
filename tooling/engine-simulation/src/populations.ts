/**
 * The engines of all packages with records to run them on. Their arbitraries are for their own tests and are not
 * published, so they come by their place in the workspace: here, in a package that nobody publishes, and nowhere else.
 */
import { engine as agentRegistry } from '../../../packages/sync-agent-registry/src/engine.js';
import * as agentRegistryTesting from '../../../packages/sync-agent-registry/src/testing/arbitrary.js';
import { engine as audit } from '../../../packages/sync-audit/src/engine.js';
import * as auditTesting from '../../../packages/sync-audit/src/testing/arbitrary.js';
import { engine as browser } from '../../../packages/sync-browser/src/engine.js';
import * as browserTesting from '../../../packages/sync-browser/src/testing/arbitrary.js';
import { engine as clients } from '../../../packages/sync-clients/src/engine.js';
import * as clientsTesting from '../../../packages/sync-clients/src/testing/arbitrary.js';
import { engine as extensions } from '../../../packages/sync-extensions/src/engine.js';
import * as extensionsTesting from '../../../packages/sync-extensions/src/testing/arbitrary.js';
import { engine as memoryMesh } from '../../../packages/sync-memory-mesh/src/engine.js';
import * as memoryMeshTesting from '../../../packages/sync-memory-mesh/src/testing/arbitrary.js';
import { engine as models } from '../../../packages/sync-models/src/engine.js';
import * as modelsTesting from '../../../packages/sync-models/src/testing/arbitrary.js';
import { engine as policyFabric } from '../../../packages/sync-policy-fabric/src/engine.js';
import * as policyFabricTesting from '../../../packages/sync-policy-fabric/src/testing/arbitrary.js';
import { engine as secrets } from '../../../packages/sync-secrets/src/engine.js';
import * as secretsTesting from '../../../packages/sync-secrets/src/testing/arbitrary.js';
import { engine as shell } from '../../../packages/sync-shell/src/engine.js';
import * as shellTesting from '../../../packages/sync-shell/src/testing/arbitrary.js';
import { engine as workspace } from '../../../packages/sync-workspace/src/engine.js';
import * as workspaceTesting from '../../../packages/sync-workspace/src/testing/arbitrary.js';
import { worldDevices } from './devices.js';
import { populationOf, type Population } from './population.js';

const memories = memoryMeshTesting.memoriesOf({
  people: ['urn:srcos:person:ada', 'urn:srcos:person:bob'],
  agents: ['urn:srcos:agent:scout'],
  scopes: [
    { level: 'profile', profileId: 'urn:srcos:profile:conformance' },
    { level: 'agent', agentId: 'urn:srcos:agent:scout', profileId: 'urn:srcos:profile:conformance' },
    { level: 'workspace', workspaceId: 'urn:srcos:workspace:conformance' },
  ],
});

/** One population for each engine. */
export const populations: readonly Population[] = [
  populationOf(agentRegistry, agentRegistryTesting.agentRegistryRecords, (record) =>
    agentRegistryTesting.objectIdOf({ ...record }),
  ),
  populationOf(audit, auditTesting.auditRecords, auditTesting.objectIdOf),
  populationOf(browser, browserTesting.browserRecords, browserTesting.objectIdOf),
  populationOf(
    clients,
    clientsTesting.clientsRecords,
    (record) => clientsTesting.objectIdOf({ ...record }),
    worldDevices,
  ),
  populationOf(extensions, extensionsTesting.extensionsRecords, extensionsTesting.objectIdOf),
  populationOf(memoryMesh, memories, (_, index) => `urn:srcos:memory:m${String(index % 4)}`),
  populationOf(models, modelsTesting.modelsRecords, modelsTesting.objectIdOf),
  populationOf(policyFabric, policyFabricTesting.policyRecords, policyFabricTesting.objectIdOf),
  populationOf(secrets, secretsTesting.secretsRecords, secretsTesting.objectIdOf),
  populationOf(shell, shellTesting.shellRecords, shellTesting.objectIdOf),
  populationOf(workspace, workspaceTesting.workspaceRecords, workspaceTesting.objectIdOf),
];
