import type { LocalChange } from '@sourceos/sync-kernel';
import { feed, type Ledger } from './ledger.js';
import type { Message } from './network.js';
import type { Node, NodeRole } from './node.js';
import type { Pick } from './pick.js';
import type { Truth } from './truth.js';
import type { Attack, World } from './world.js';

/** Those who break the rules. Their nodes are honest code that was lied to about what it may do. */
export interface Adversary {
  /** Attacks; returns how many writes nobody may ever apply it made, or undefined where it could do nothing. */
  readonly attack: (attack: Attack, pick: Pick, time: number) => number | undefined;
}

export interface AdversaryOptions {
  readonly world: World;
  readonly truth: Truth;
  readonly ledger: Ledger;
  /** Sends to everybody. */
  readonly broadcast: (message: Message) => void;
  /** Sends to a part of the devices only; the rest comes by it in the end. */
  readonly whisper: (message: Message, pick: Pick) => void;
}

/** What a rogue says that it did: the batch, and the ids of its writes in order. */
interface Forged {
  readonly message: Message;
  readonly ids: readonly string[];
}

export const createAdversary = ({ world, truth, ledger, broadcast, whisper }: AdversaryOptions): Adversary => {
  const own = new Map<string, Message[]>();
  const removed = new Map<string, number>();
  const forked = new Set<string>();
  const attackers = world.attackers ?? {};

  const rogue = (deviceId: string, role: NodeRole, pick: Pick, time: number): Node => {
    const controls = ledger.all().filter(({ kind }) => kind === 'control');
    const node = world.createNode({ deviceId, role, random: pick.bytes });
    return feed(node, [...controls, ...(own.get(deviceId) ?? [])], time);
  };
  const write = (
    node: Node,
    deviceId: string,
    changes: readonly LocalChange[],
    time: number,
    standing: 'must' | 'may' | 'never',
  ): Forged | undefined => {
    const { bytes, decisions } = node.author(changes, time);
    if (bytes === undefined) return undefined;
    const ids = truth.acknowledge(decisions, deviceId, standing);
    return { message: ledger.add('batch', bytes), ids };
  };
  const keep = (deviceId: string, { message }: Forged): void => {
    own.set(deviceId, [...(own.get(deviceId) ?? []), message]);
  };
  const extend = (
    deviceId: string,
    pick: Pick,
    time: number,
    standing: 'must' | 'may' | 'never',
  ): number | undefined => {
    const forged = write(rogue(deviceId, 'rogue', pick, time), deviceId, world.changes(pick, deviceId), time, standing);
    if (forged === undefined) return undefined;
    keep(deviceId, forged);
    broadcast(forged.message);
    return standing === 'never' ? forged.ids.length : 0;
  };

  const equivocate = (deviceId: string, pick: Pick, time: number): number | undefined => {
    if (forked.has(deviceId) || pick.chance(50)) {
      return extend(deviceId, pick, time, 'may');
    }
    const branches = [0, 1].flatMap(() => {
      const node = rogue(deviceId, 'rogue', pick, time);
      const forged = write(node, deviceId, world.changes(pick, deviceId), time, 'may');
      return forged === undefined ? [] : [forged];
    });
    const [first, second] = branches;
    if (first === undefined || second === undefined) return undefined;
    forked.add(deviceId);
    truth.fork(first.ids, second.ids);
    keep(deviceId, first);
    for (const { message } of branches) whisper(message, pick);
    return first.ids.length;
  };

  return {
    attack: (attack, pick, time) => {
      switch (attack) {
        case 'equivocate':
          return attackers.equivocate && equivocate(attackers.equivocate.deviceId, pick, time);
        case 'write-after-removal': {
          const attacker = attackers['write-after-removal'];
          if (attacker === undefined) return undefined;
          const { deviceId, remove } = attacker;
          const lastThatStands = removed.get(deviceId);
          if (lastThatStands !== undefined) {
            const before = truth.count(deviceId);
            // A replica that has not heard of the removal yet takes it for a member's: it must fall when word comes.
            if (extend(deviceId, pick, time, 'may') === undefined) return undefined;
            truth.remove(deviceId, lastThatStands);
            return truth.count(deviceId) - before;
          }
          if (truth.count(deviceId) < 2 || pick.chance(50)) return extend(deviceId, pick, time, 'must');
          const last = truth.count(deviceId) - pick.below(2);
          truth.remove(deviceId, last);
          removed.set(deviceId, last);
          broadcast(ledger.add('control', remove(last)));
          return truth.count(deviceId) - last;
        }
        case 'write-undelegated': {
          const attacker = attackers['write-undelegated'];
          if (attacker === undefined) return undefined;
          const node = rogue(attacker.deviceId, 'rogue', pick, time);
          const forged = write(node, attacker.deviceId, attacker.changes(pick), time, 'never');
          if (forged === undefined) return undefined;
          keep(attacker.deviceId, forged);
          broadcast(forged.message);
          return forged.ids.length;
        }
        case 'forge': {
          const attacker = attackers.forge;
          if (attacker === undefined) return undefined;
          const node = rogue(attacker.deviceId, 'impostor', pick, time);
          const forged = write(node, attacker.deviceId, world.changes(pick, attacker.deviceId), time, 'never');
          if (forged === undefined) return undefined;
          broadcast(forged.message);
          return forged.ids.length;
        }
      }
    },
  };
};
