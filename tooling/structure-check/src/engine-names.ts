import { engineName, enginePackage } from '@sourceos/sync-spec';

/** Everything in an engine's package that is named after the engine. */
export interface EngineNames {
  readonly engineId: string;
  /** `agent-registry` */
  readonly name: string;
  /** `@sourceos/sync-agent-registry` */
  readonly packageName: string;
  /** `packages/sync-agent-registry` */
  readonly directory: string;
  /** `agentRegistryRecord`: the record's zod schema. */
  readonly record: string;
  /** `AgentRegistryRecord`: its type. */
  readonly recordType: string;
}

/** Derives an engine's names from its id, so that nobody has to choose them twice. */
export const deriveEngineNames = (engineId: string): EngineNames => {
  const name = engineName(engineId);
  const camelCase = name.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const record = `${camelCase}Record`;
  return {
    engineId,
    name,
    packageName: enginePackage(engineId),
    directory: `packages/sync-${name}`,
    record,
    recordType: record.charAt(0).toUpperCase() + record.slice(1),
  };
};
