import { engineRooms } from '@sourceos/structure-check';
import type { EnginePlan } from '../engine-plan.js';

const order = ['name', 'version', 'description', 'license', 'repository', 'type', 'sideEffects', 'engines', 'files'];

const sorted = (dependencies: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(dependencies).sort(([a], [b]) => (a < b ? -1 : 1)));

/** package.json as structure-check expects it, at the version that the packages share (I16). */
export const packageJson = (plan: EnginePlan, version: string): string => {
  const { devDependencies, ...members } = engineRooms.packageMembers(plan);
  const json: Record<string, unknown> = {
    ...members,
    version,
    description: `${engineRooms.descriptionStart(plan)}${plan.words} records, judgement and review cards`,
    dependencies: sorted({ ...engineRooms.packageDependencies, ...engineRooms.engineDependencies }),
    devDependencies: sorted({ ...devDependencies, ...engineRooms.engineDevDependencies }),
  };
  const names = [...order, ...Object.keys(json).filter((name) => !order.includes(name))];
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, json[name]])));
};
