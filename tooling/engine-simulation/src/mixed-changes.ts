import type { JsonObject, LocalChange } from '@sourceos/sync-kernel';
import { agentOfWorld, type Node, type Pick } from '@sourceos/sync-testkit';
import { asWrittenHere } from './as-written-here.js';
import type { Population, Specimen } from './population.js';

/** Who is looked at for what is in force: what a person sees is what they edit. */
export type NodeOf = (deviceId: string) => Node | undefined;

const removals = ['delete', 'tombstone'] as const;

/** One member of what is in force, as another record of the same type has it. */
const editOf = (pick: Pick, inForce: JsonObject, { record }: Specimen): LocalChange['record'] => {
  if (record.type !== inForce.type) return undefined;
  const names = [...new Set([...Object.keys(inForce), ...Object.keys(record)])].filter((name) => name !== 'type');
  const name = pick.of(names);
  const { [name]: _, ...rest } = inForce;
  const value = record[name];
  return value === undefined ? rest : { ...rest, [name]: value };
};

const partOf = (pick: Pick, record: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== 'type' && pick.chance(30)));

const changeIn = (
  { engine, specimens }: Population,
  pick: Pick,
  deviceId: string,
  scopeId: string,
  node: Node | undefined,
): LocalChange => {
  const { collection, encryptionScope } = engine.manifest;
  const specimen = asWrittenHere(pick.of(specimens), deviceId, scopeId);
  const { objectId, record } = specimen;
  const kind = scopeId.split(':')[2];
  const scope = encryptionScope === 'vault' ? encryptionScope : (kind as LocalChange['encryptionScope']);
  const base = {
    collection,
    objectId,
    ...(scope !== undefined && { encryptionScope: scope }),
    ...(pick.chance(15) && { authorId: agentOfWorld }),
  };
  const draw = pick.below(100);
  if (draw < 10) return { ...base, operation: pick.of(removals) };
  const inForce = node?.view(collection, objectId)?.record;
  if (inForce !== undefined && draw < 60) {
    const edited = editOf(pick, inForce, specimen);
    if (edited !== undefined && engine.record.safeParse(edited).success) {
      return { ...base, operation: 'put', record: edited };
    }
  }
  return draw < 80
    ? { ...base, operation: 'put', record }
    : { ...base, operation: 'patch', record: partOf(pick, record) };
};

/** One to four changes of any engine: new records, edits of what is in force on the device, patches and deletions. */
export const mixedChanges =
  (populations: readonly Population[], scopeId: string, nodeOf: NodeOf) =>
  (pick: Pick, deviceId: string): readonly LocalChange[] =>
    Array.from({ length: 1 + pick.below(4) }, () =>
      changeIn(pick.of(populations), pick, deviceId, scopeId, nodeOf(deviceId)),
    );
