import { expect, it } from 'vitest';
import { deriveEngineNames } from './engine-names.js';

it('derives every name from the engine id', () => {
  expect(deriveEngineNames('sourceos.sync.agent-registry')).toEqual({
    engineId: 'sourceos.sync.agent-registry',
    name: 'agent-registry',
    packageName: '@sourceos/sync-agent-registry',
    directory: 'packages/sync-agent-registry',
    record: 'agentRegistryRecord',
    recordType: 'AgentRegistryRecord',
  });
});
