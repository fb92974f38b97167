import type { JetStreamClient, JetStreamManager } from '@nats-io/jetstream';

/** Half of what a server takes in one message unless it is told otherwise (`max_payload`, 1 MB). */
const chunkBytes = 524_288;

/** Bytes of entries and snapshots, as messages of a stream; each is named by its sequences. */
export interface Bodies {
  readonly put: (bytes: Uint8Array) => Promise<readonly number[]>;
  /** Undefined where they were dropped. */
  readonly get: (body: readonly number[]) => Promise<Uint8Array | undefined>;
  /** What cannot be dropped just now stays, and costs room alone. */
  readonly drop: (body: readonly number[]) => Promise<void>;
}

export const createBodies = (js: JetStreamClient, jsm: JetStreamManager, stream: string, subject: string): Bodies => ({
  put: async (bytes) => {
    const chunks: Uint8Array[] = [];
    for (let at = 0; at < bytes.length || at === 0; at += chunkBytes) chunks.push(bytes.subarray(at, at + chunkBytes));
    const acknowledged = await Promise.all(chunks.map((chunk) => js.publish(subject, chunk)));
    return acknowledged.map(({ seq }) => seq);
  },
  get: async (body) => {
    const messages = await Promise.all(body.map((seq) => jsm.streams.getMessage(stream, { seq })));
    const chunks: Uint8Array[] = [];
    for (const message of messages) {
      if (message === null) return undefined;
      chunks.push(message.data);
    }
    return Buffer.concat(chunks);
  },
  drop: async (body) => {
    await Promise.allSettled(body.map((seq) => jsm.streams.deleteMessage(stream, seq, false)));
  },
});
