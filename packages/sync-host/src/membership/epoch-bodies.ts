import type { ControlBody } from '@sourceos/sync-kernel';
import { commitmentOf, wrapEpochKey, type EpochKey, type Recipient } from '../keyring/epoch-key.js';
import type { Maker } from './maker.js';

type EpochBody = Extract<ControlBody, { kind: 'epoch' }>;

/** Who is to have keys, and who was removed as far as is known. */
export interface Circle {
  readonly live: readonly Recipient[];
  readonly removed: readonly string[];
}

/** Wraps a key for each device. One whose sealing key is of small order gets none, and stops nobody else. */
const wrapsFor = async (
  { random }: Pick<Maker, 'random'>,
  key: EpochKey,
  recipients: readonly Recipient[],
): Promise<Record<string, string>> => {
  const wraps: Record<string, string> = {};
  for (const recipient of recipients) {
    const wrap = await wrapEpochKey(key, recipient, random(32));
    if (wrap !== undefined) wraps[recipient.deviceId] = wrap;
  }
  return wraps;
};

/** Who was removed, as the log says and as the makers of its epochs knew: neither gets another key. */
export const knownRemoved = ({ log }: Pick<Maker, 'log'>, more: readonly string[] = []): readonly string[] => {
  const view = log.view();
  const removed = new Set([...view.removed(), ...more]);
  for (let epoch = view.epoch(); epoch > 0; epoch -= 1) {
    for (const statement of view.epochStatements(epoch)) for (const id of statement.removed ?? []) removed.add(id);
  }
  return [...removed].sort();
};

/** A new epoch: a random key, wrapped for everybody who is to have it. */
export const newEpochBody = async (
  maker: Pick<Maker, 'crypto' | 'random'>,
  scopeId: string,
  epoch: number,
  { live, removed }: Circle,
): Promise<EpochBody> => {
  const key = { scopeId, epoch, key: maker.random(32) };
  return {
    kind: 'epoch',
    scopeId,
    epoch,
    members: live.map(({ deviceId }) => deviceId),
    commitment: commitmentOf(maker.crypto, key),
    wraps: await wrapsFor(maker, key, live),
    ...(removed.length > 0 && { removed: [...removed] }),
  };
};

/**
 * Further records of epochs up to a number, with the same commitments, for whoever has no wrap of them: after a joining,
 * and after two epochs at once. Keys that are not kept here are left for who has them.
 */
export const retainedBodies = async (maker: Maker, upTo: number, { live, removed }: Circle): Promise<EpochBody[]> => {
  const { log, keyring } = maker;
  const bodies: EpochBody[] = [];
  for (let epoch = 1; epoch <= upTo; epoch += 1) {
    const having = new Map<string, Set<string>>();
    for (const { commitment, wraps } of log.view().epochStatements(epoch)) {
      const devices = having.get(commitment) ?? new Set();
      having.set(commitment, devices);
      for (const deviceId of Object.keys(wraps)) devices.add(deviceId);
    }
    for (const [commitment, devices] of having) {
      const key = keyring.committedKey(commitment);
      const lacking = live.filter(({ deviceId }) => !devices.has(deviceId));
      if (key === undefined || lacking.length === 0) continue;
      const wraps = await wrapsFor(maker, { scopeId: log.scopeId, epoch, key }, lacking);
      const members = Object.keys(wraps);
      if (members.length === 0) continue;
      const known = removed.length > 0 && { removed: [...removed] };
      bodies.push({ kind: 'epoch', scopeId: log.scopeId, epoch, members, commitment, wraps, ...known });
    }
  }
  return bodies;
};

/** A new epoch for a circle, and what its members lack of those before it. */
export const epochBodies = async (maker: Maker, circle: Circle): Promise<EpochBody[]> => {
  const before = maker.log.view().epoch();
  const { scopeId } = maker.log;
  return [await newEpochBody(maker, scopeId, before + 1, circle), ...(await retainedBodies(maker, before, circle))];
};
