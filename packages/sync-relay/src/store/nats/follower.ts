import { DeliverPolicy, type ConsumerMessages, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { decodeAttempt } from './operation.js';
import { applyAttempt, type ScopeState } from './scope-state.js';

/** Follows the stream of operations: all scopes, as this process knows them. */
export interface Follower {
  readonly states: ReadonlyMap<string, ScopeState>;
  /** Waits until all operations up to a sequence are applied. */
  readonly reached: (sequence: number) => Promise<void>;
  /** Waits until all that the stream holds now is applied: what is read then is no older than any answered write. */
  readonly sync: () => Promise<void>;
  readonly close: () => void;
}

interface Source {
  readonly connection: NatsConnection;
  readonly js: JetStreamClient;
  readonly jsm: JetStreamManager;
  readonly stream: string;
  /** Milliseconds to wait for what the stream is known to hold. */
  readonly patience: number;
  /** Told of each append, once it is applied. */
  readonly tell: (scopeId: string, size: number) => void;
}

const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** Milliseconds: how long a request for messages holds, and how often a server says that it is there. */
const signsOfLife = { expires: 5_000, idle_heartbeat: 1_000 };

/**
 * Ends a consumer that misses two heartbeats, so that another is begun. An ordered consumer lives on one server; where
 * that server dies, the library asks for the consumer again and again, and nobody answers until the server is back.
 */
const endAtSilence = async (messages: ConsumerMessages): Promise<void> => {
  for await (const { type } of messages.status()) if (type === 'heartbeats_missed') messages.stop();
};

export const createFollower = ({ connection, js, jsm, stream, patience, tell }: Source): Follower => {
  const states = new Map<string, ScopeState>();
  const waiting = new Set<{ readonly sequence: number; readonly resolve: () => void }>();
  let applied = 0;
  let closed = false;
  let messages: ConsumerMessages | undefined;

  const follow = async (): Promise<void> => {
    while (!closed) {
      try {
        const from = { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: applied + 1 };
        const consumer = await js.consumers.get(stream, from);
        messages = await consumer.consume(signsOfLife);
        void endAtSilence(messages);
        for await (const { seq, data } of messages) {
          if (seq <= applied) continue;
          const attempt = decodeAttempt(data);
          const state = applyAttempt(states, attempt);
          applied = seq;
          for (const waiter of waiting) if (waiter.sequence <= applied) waiter.resolve();
          if (state !== undefined && attempt.do === 'append') tell(attempt.scopeId, state.entries.length);
        }
      } catch {
        // No server answers, or none leads just now.
        await pause(250);
      }
    }
  };
  void follow();
  // After a reconnection the library waits for the consumer likewise, and counts no heartbeats meanwhile.
  void (async () => {
    for await (const { type } of connection.status()) if (type === 'reconnect') messages?.stop();
  })();

  const reached: Follower['reached'] = (sequence) => {
    if (applied >= sequence) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => () => {
        clearTimeout(timer);
        waiting.delete(waiter);
        settle();
      };
      const late = () => reject(new Error(`Operation ${sequence} did not come within ${patience} ms.`));
      const waiter = { sequence, resolve: end(resolve) };
      const timer = setTimeout(end(late), patience);
      waiting.add(waiter);
    });
  };
  return {
    states,
    reached,
    sync: async () => reached((await jsm.streams.info(stream)).state.last_seq),
    close: () => {
      closed = true;
      messages?.stop();
    },
  };
};
