import { reasonOf } from '../../model/reason-of.js';
import type { Reason } from '../../model/reason.js';
import type { ControlView } from '../../control/control-view.js';
import type { Actor } from '../operation-authority.js';

const never = (): never => {
  throw new Error('An operation has no business asking this.');
};

/** Somebody whose authority answers as a test says; asking anything else fails the test. */
export const actorWith = (
  answers: Partial<Record<'membership' | 'lease' | 'delegation', Reason>> = {},
  asked: unknown[] = [],
): Actor => {
  const control: ControlView = {
    scopeId: 'urn:srcos:workspace:w',
    revision: 0,
    deviceKey: never,
    membership: () => answers.membership,
    personOf: () => undefined,
    delegation: (question) => {
      asked.push(['delegation', question.role]);
      return answers.delegation;
    },
    lease: (question) => {
      asked.push(['lease', question.role]);
      return answers.lease;
    },
    reviews: never,
    frontier: never,
    epoch: never,
    hasEpoch: never,
    replicated: never,
  };
  return { control, authorId: 'urn:srcos:person:ada', deviceId: 'urn:srcos:device:laptop', n: 7, wall: 1_000 };
};

/** What an authority that knows nothing of the actor says. */
export const refusal = reasonOf('no_delegation');
