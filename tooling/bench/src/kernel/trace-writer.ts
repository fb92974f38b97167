import type { Random } from '../random.js';
import { randomFields, randomValue } from './fields.js';
import { fieldNames, type ExpectedNode, type Fields, type Operation } from './trace.js';

/** The newest values of one place, by the device that wrote them: of one round, since later ones saw the earlier. */
interface Register<Value> {
  round: number;
  readonly byDevice: Map<number, Value>;
}

interface Node {
  readonly values: Readonly<Record<keyof Fields, Register<string | number>>>;
  readonly parent: Register<number | undefined>;
  readonly isRoot: boolean;
  isParent: boolean;
  movedIn: number;
  /** The device that deleted it; after the round, nobody touches it again. */
  deletedBy: number | undefined;
  editedIn: number;
  readonly editedBy: Set<number>;
  fate: ExpectedNode['fate'];
}

interface Written {
  readonly operation: Operation;
  /** Writes of the kernel. */
  readonly writes: number;
}

/** Makes operations that every contender can carry out as they stand, and keeps what they come to. */
export interface TraceWriter {
  readonly create: (device: number) => Written;
  readonly createRoot: (device: number) => Written;
  /** These are undefined where no node is fit for it. */
  readonly edit: (device: number) => Written | undefined;
  readonly move: (device: number) => Written | undefined;
  readonly remove: (device: number) => Written | undefined;
  /** Ends a round: everybody knows everything. */
  readonly exchange: () => void;
  readonly expected: () => readonly ExpectedNode[];
}

/** Some nodes are worked on by everybody, so that edits meet. */
const hotNodes = 64;
const hotShare = 20;
const attempts = 8;

const registerOf = <Value>(round: number, device: number, value: Value): Register<Value> => ({
  round,
  byDevice: new Map([[device, value]]),
});

const assign = <Value>(register: Register<Value>, round: number, device: number, value: Value): void => {
  if (register.round < round) register.byDevice.clear();
  register.round = round;
  register.byDevice.set(device, value);
};

export const createTraceWriter = (random: Random): TraceWriter => {
  const nodes: Node[] = [];
  /** Nodes that everybody knows and nobody deleted. */
  let shared: number[] = [];
  /** Nodes that a device created in this round. */
  let own: number[][] = [];
  let round = 0;
  /** Nodes with a lower number are older than this round. */
  let knownBelow = 0;

  const ownOf = (device: number): number[] => (own[device] ??= []);

  const choose = (device: number): number | undefined => {
    const mine = ownOf(device);
    if (shared.length > 0 && random.integer(1, 100) <= hotShare) {
      return shared[shared.length - 1 - random.integer(0, Math.min(hotNodes, shared.length) - 1)];
    }
    if (shared.length + mine.length === 0) return undefined;
    const index = random.integer(0, shared.length + mine.length - 1);
    return index < shared.length ? shared[index] : mine[index - shared.length];
  };

  /** The first of a few nodes drawn that is fit. */
  const find = (device: number, fit: (node: Node, index: number) => boolean): readonly [number, Node] | undefined => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const index = choose(device);
      const node = index === undefined ? undefined : nodes[index];
      if (index !== undefined && node !== undefined && fit(node, index)) return [index, node];
    }
    return undefined;
  };

  const parentFor = (device: number, below: number): number | undefined => {
    const found = find(device, ({ deletedBy }, index) => deletedBy === undefined && index < below);
    if (found === undefined) return undefined;
    found[1].isParent = true;
    return found[0];
  };

  const add = (device: number, parent: number | undefined): Written => {
    const fields = randomFields(random);
    const node = nodes.length;
    const register = (name: keyof Fields) => registerOf<string | number>(round, device, fields[name]);
    const values = { name: register('name'), note: register('note'), status: register('status') };
    nodes.push({
      values: { ...values, x: register('x'), y: register('y') },
      parent: registerOf<number | undefined>(round, device, parent),
      isRoot: parent === undefined,
      isParent: false,
      movedIn: -1,
      deletedBy: undefined,
      editedIn: round,
      editedBy: new Set(),
      fate: 'present',
    });
    ownOf(device).push(node);
    return { operation: { kind: 'create', node, parent, fields }, writes: parent === undefined ? 1 : 2 };
  };

  return {
    create: (device) => add(device, parentFor(device, nodes.length)),
    createRoot: (device) => add(device, undefined),
    edit: (device) => {
      // A node that another device deletes in this round may be edited: this one cannot know.
      const found = find(device, ({ deletedBy }) => deletedBy !== device);
      if (found === undefined) return undefined;
      const [node, it] = found;
      const field = random.pick(fieldNames);
      const value = randomValue(random, field);
      assign(it.values[field], round, device, value);
      if (it.editedIn < round) it.editedBy.clear();
      it.editedIn = round;
      it.editedBy.add(device);
      if (it.deletedBy !== undefined) it.fate = 'either';
      return { operation: { kind: 'edit', node, field, value }, writes: 1 };
    },
    move: (device) => {
      const found = find(device, ({ isRoot, deletedBy }) => !isRoot && deletedBy === undefined);
      const parent = found && parentFor(device, found[0]);
      if (found === undefined || parent === undefined) return undefined;
      const [node, it] = found;
      it.movedIn = round;
      assign(it.parent, round, device, parent);
      return { operation: { kind: 'move', node, parent }, writes: 1 };
    },
    remove: (device) => {
      const found = find(
        device,
        (it, index) =>
          index < knownBelow && !it.isRoot && !it.isParent && it.deletedBy === undefined && it.movedIn < round,
      );
      if (found === undefined) return undefined;
      const [node, it] = found;
      it.deletedBy = device;
      const others = it.editedIn === round && [...it.editedBy].some((editor) => editor !== device);
      it.fate = others ? 'either' : 'absent';
      return { operation: { kind: 'delete', node }, writes: 2 };
    },
    exchange: () => {
      shared = [...shared, ...own.flat()].filter((node) => nodes[node]?.deletedBy === undefined);
      own = [];
      round += 1;
      knownBelow = nodes.length;
    },
    expected: () =>
      nodes.map(({ values, parent, fate }) => {
        const of = (name: keyof Fields): readonly (string | number)[] => [...values[name].byDevice.values()];
        return {
          fate,
          values: { name: of('name'), note: of('note'), status: of('status'), x: of('x'), y: of('y') },
          parents: [...parent.byDevice.values()],
        };
      }),
  };
};
