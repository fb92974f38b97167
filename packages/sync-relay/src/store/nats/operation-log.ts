import { randomUUID } from 'node:crypto';
import type { JetStreamClient } from '@nats-io/jetstream';
import { hashOf } from '../../protocol/statements.js';
import type { Follower } from './follower.js';
import { encodeAttempt, type Operation } from './operation.js';

const attempts = 8;

/** The stream of operations as one relay writes to it. */
export interface OperationLog {
  /** Puts an operation into the stream; whether it counted, or another relay was faster. */
  readonly put: (operation: Operation) => Promise<boolean>;
  /**
   * Makes an operation of what is known and puts it, again where others were faster, as long as there is something to do.
   *
   * @returns whether it counted; false where there is nothing to do
   * @throws Error where others were faster each time
   */
  readonly putUntilDone: (operationOf: () => Operation | undefined) => Promise<boolean>;
}

interface Target {
  readonly js: JetStreamClient;
  readonly follower: Follower;
  /** What the subjects of all scopes begin with. */
  readonly subject: string;
}

export const createOperationLog = ({ js, follower, subject }: Target): OperationLog => {
  const put = async (operation: Operation): Promise<boolean> => {
    const id = randomUUID();
    const ofScope = `${subject}.${hashOf(Buffer.from(operation.scopeId)).slice('sha256:'.length)}`;
    const counted = () => follower.states.get(operation.scopeId)?.recent.has(id) === true;
    try {
      const { seq } = await js.publish(ofScope, encodeAttempt({ ...operation, id }), { msgID: id });
      await follower.reached(seq);
    } catch (error) {
      // An error may hide a success: a server may have stored it and died before it said so. The stream tells.
      await follower.sync();
      if (!counted()) throw error;
    }
    return counted();
  };
  const putUntilDone = async (operationOf: () => Operation | undefined): Promise<boolean> => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      await follower.sync();
      const operation = operationOf();
      if (operation === undefined) return false;
      if (await put(operation)) return true;
    }
    throw new Error('The scope is very busy.');
  };
  return { put, putUntilDone };
};
