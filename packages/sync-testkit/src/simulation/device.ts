import type { AuthoredBatch, Decision, LocalChange } from '@sourceos/sync-kernel';
import type { Message } from './network.js';
import type { Node } from './node.js';

/** An honest device: a node, a disk that keeps what it took in, and a clock that may be wrong. */
export interface Device {
  readonly node: () => Node | undefined;
  /** Takes a message in, and returns what was decided; undefined while the device is down. */
  readonly receive: (message: Message, time: number) => readonly Decision[] | undefined;
  /** Makes changes. Where `lost` is set the device goes down before its disk has the batch: nobody ever sees it. */
  readonly author: (changes: readonly LocalChange[], time: number, lost: boolean) => AuthoredBatch | undefined;
  readonly flush: () => void;
  /** Judges again what waits for time to pass; undefined while the device is down or where its node does not wait. */
  readonly judge: (time: number) => readonly Decision[] | undefined;
  /** Goes down; returns what the disk had not kept. */
  readonly crash: () => readonly Message[];
  /** Starts anew from what the disk has kept. */
  readonly restart: (time: number) => void;
  readonly skew: (milliseconds: number) => void;
}

export const createDevice = (start: () => Node): Device => {
  let node: Node | undefined = start();
  const disk: Message[] = [];
  let durable = 0;
  let ahead = 0;

  const take = (into: Node, { kind, bytes }: Message, now: number): readonly Decision[] => {
    if (kind === 'batch') return into.receive(bytes, now).decisions;
    into.receiveControl(bytes, now);
    return [];
  };
  const crash = (): readonly Message[] => {
    node = undefined;
    return disk.splice(durable);
  };

  return {
    node: () => node,
    receive: (message, time) => {
      if (node === undefined) return undefined;
      disk.push(message);
      return take(node, message, time + ahead);
    },
    author: (changes, time, lost) => {
      if (node === undefined) return undefined;
      const batch = node.author(changes, time + ahead);
      if (lost) return undefined;
      if (batch.bytes !== undefined) disk.push({ kind: 'batch', bytes: batch.bytes, tampered: false });
      durable = disk.length;
      return batch;
    },
    flush: () => {
      durable = disk.length;
    },
    judge: (time) => node?.judgeAgain?.(time + ahead),
    crash,
    restart: (time) => {
      if (node !== undefined) return;
      const fresh = start();
      for (const message of disk) take(fresh, message, time + ahead);
      node = fresh;
    },
    skew: (milliseconds) => {
      ahead = milliseconds;
    },
  };
};
