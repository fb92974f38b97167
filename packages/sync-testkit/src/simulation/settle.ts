import { utf8ToBytes } from '@noble/hashes/utils.js';
import { canonical } from '../canonical.js';
import type { Device } from './device.js';
import { checkHistory, firstDifference, type Violation } from './history.js';
import { feed } from './ledger.js';
import type { Message } from './network.js';
import type { Node } from './node.js';
import type { Pick } from './pick.js';
import { short } from './short.js';
import type { Truth } from './truth.js';
import type { World } from './world.js';

interface SettleOptions {
  readonly world: World;
  readonly devices: readonly { readonly deviceId: string; readonly device: Device }[];
  readonly ledger: readonly Message[];
  readonly truth: Truth;
  readonly random: Pick;
  /** Milliseconds since the epoch, past every clock of the run. */
  readonly time: number;
}

interface Settled {
  readonly violations: readonly Violation[];
  readonly trace: readonly string[];
}

/** Ends a run: everybody is up, has the right time and gets everything, twice, in some order. */
export const settle = ({ world, devices, ledger, truth, random, time }: SettleOptions): Settled => {
  const violations: Violation[] = [];
  const trace: string[] = [];
  const nodes = new Map<string, Node>();
  const guarded = (deviceId: string, act: () => string): void => {
    try {
      trace.push(`settle ${deviceId} ${act()}`);
    } catch (error) {
      violations.push({ kind: 'exception', deviceId, detail: String(error) });
      trace.push(`settle ${deviceId} threw ${String(error)}`);
    }
  };

  for (const { deviceId, device } of devices) {
    guarded(deviceId, () => {
      device.skew(0);
      device.restart(time);
      const node = device.node();
      if (node === undefined) throw new Error('A device that was restarted does not run.');
      const delivered = (): string => {
        feed(node, random.shuffled(ledger), time);
        node.judgeAgain?.(time);
        return canonical(node.replicated());
      };
      const once = delivered();
      const twice = delivered();
      if (once !== twice) violations.push({ kind: 'unstable', deviceId, detail: firstDifference(once, twice) });
      nodes.set(deviceId, node);
      return short(utf8ToBytes(twice));
    });
  }
  guarded('oracle', () => {
    const oracle = world.createNode({ deviceId: random.of(world.members), role: 'member', random: random.bytes });
    feed(oracle, ledger, time);
    oracle.judgeAgain?.(time);
    violations.push(...checkHistory(nodes, oracle, truth, world.stands));
    return short(utf8ToBytes(canonical(oracle.replicated())));
  });
  return { violations, trace };
};
