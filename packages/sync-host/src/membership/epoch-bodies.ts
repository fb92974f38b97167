import { parseControlRecord, type ControlBody } from '@sourceos/sync-kernel';
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
  // At once: each waits for WebCrypto several times.
  const wraps = await Promise.all(
    recipients.map(async (recipient) => [recipient.deviceId, await wrapEpochKey(key, recipient, random(32))] as const),
  );
  return Object.fromEntries(wraps.flatMap(([deviceId, wrap]) => (wrap === undefined ? [] : [[deviceId, wrap]])));
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

/** An epoch's key that may be kept here, and the devices that an epoch in force has a wrap for. */
interface Retained {
  readonly epoch: number;
  readonly commitment: string;
  readonly having: Set<string>;
  /** Whom its makers knew to be removed: it is never wrapped for them, even where the removal is not known here yet. */
  readonly removed: Set<string>;
}

/**
 * Every commitment of the log up to a number, by number. One of an epoch that fell, since who made it was removed, is
 * among them: something may have been written under it before that was known.
 */
const retained = ({ crypto, log }: Maker, upTo: number): readonly Retained[] => {
  const found = new Map<string, Retained>();
  for (const bytes of log.records()) {
    const parsed = parseControlRecord(crypto, bytes);
    if (!parsed.ok || parsed.value.statement.kind !== 'epoch') continue;
    const { epoch, commitment, wraps, removed = [] } = parsed.value.statement;
    if (epoch > upTo) continue;
    const one = found.get(commitment) ?? { epoch, commitment, having: new Set(), removed: new Set() };
    found.set(commitment, one);
    for (const deviceId of removed) one.removed.add(deviceId);
    if (log.view().withoutEffect(parsed.value.id) !== undefined) continue;
    for (const deviceId of Object.keys(wraps)) one.having.add(deviceId);
  }
  return [...found.values()].sort((a, b) => a.epoch - b.epoch || (a.commitment < b.commitment ? -1 : 1));
};

/**
 * Further records of epochs up to a number, with the same commitments, for whoever has no wrap of them: after a joining,
 * and after two epochs at once. Keys that are not kept here are left for who has them.
 */
export const retainedBodies = async (maker: Maker, upTo: number, { live, removed }: Circle): Promise<EpochBody[]> => {
  const { crypto, log, keyring } = maker;
  const { scopeId } = log;
  const bodies: EpochBody[] = [];
  for (const { epoch, commitment, having, removed: never } of retained(maker, upTo)) {
    const key = keyring.committedKey(commitment);
    const lacking = live.filter(({ deviceId }) => !having.has(deviceId) && !never.has(deviceId));
    if (key === undefined || lacking.length === 0) continue;
    // A number that another record gives to the commitment is no number of it.
    if (commitmentOf(crypto, { scopeId, epoch, key }) !== commitment) continue;
    const wraps = await wrapsFor(maker, { scopeId, epoch, key }, lacking);
    const members = Object.keys(wraps);
    if (members.length === 0) continue;
    const known = [...new Set([...removed, ...never])].sort();
    const knew = known.length > 0 && { removed: known };
    bodies.push({ kind: 'epoch', scopeId, epoch, members, commitment, wraps, ...knew });
  }
  return bodies;
};

/** A new epoch for a circle, and what its members lack of those before it. */
export const epochBodies = async (maker: Maker, circle: Circle): Promise<EpochBody[]> => {
  const before = maker.log.view().epoch();
  const { scopeId } = maker.log;
  return [await newEpochBody(maker, scopeId, before + 1, circle), ...(await retainedBodies(maker, before, circle))];
};
