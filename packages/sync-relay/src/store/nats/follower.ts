import { DeliverPolicy, type ConsumerMessages, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
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

export const createFollower = ({ js, jsm, stream, patience, tell }: Source): Follower => {
  const states = new Map<string, ScopeState>();
  const waiting = new Set<{ readonly sequence: number; readonly resolve: () => void }>();
  let applied = 0;
  let closed = false;
  let messages: ConsumerMessages | undefined;

  const follow = async (): Promise<void> => {
    // An ordered consumer goes on by itself over a change of leader; where it ends, it is begun again after what is applied.
    while (!closed) {
      try {
        const from = { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: applied + 1 };
        const consumer = await js.consumers.get(stream, from);
        messages = await consumer.consume();
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
