import type { AuthorityQuestion } from '../../control/control-view.js';
import type { Engine } from '../../engine/engine.js';
import { reasonOf } from '../../model/reason-of.js';
import { isAgent } from '../../model/is-agent.js';
import type { GateContext } from '../gate-context.js';
import { isHigh } from '../policy-class.js';
import type { Dot } from '../../replica/missing-causes.js';
import { ending, type Ending, type Passage } from '../passage.js';

/** How far ahead of the receiver a write's clock may be before it waits, in milliseconds (I10). */
export const maxClockAhead = 5 * 60_000;

/** Whether an author needs a live delegation: a critical engine's (I3), and one whose strategy is authority itself. */
const needsDelegation = ({ manifest }: Engine): boolean =>
  manifest.policyClass === 'critical' || manifest.mergeStrategy === 'signed_authority_required';

/** The first write, by its dot, that the author says to have seen and that is not here: it may not even exist. */
export const missingCause = (
  { write: { clock } }: Pick<Passage, 'write'>,
  { deviceLog }: Pick<GateContext, 'deviceLog'>,
) => {
  let cause: Dot | undefined;
  clock.context.forEach((n, deviceId) => {
    if (cause === undefined && n > deviceLog(deviceId).last) cause = { deviceId, n };
  });
  return cause;
};

/** The author may write this: a member at that dot, its log in one piece, its delegation or lease alive (I3, I10). */
export const authority = (passage: Pick<Passage, 'write' | 'engine'>, context: GateContext): Ending | undefined => {
  const { write, engine } = passage;
  const { deviceId, authorId, collection, clock } = write;
  const { control } = context;
  const membership = control.membership(deviceId, clock.n);
  if (membership !== undefined) return ending('quarantined', membership);
  if (!isAgent(authorId) && control.personOf(deviceId) !== authorId) {
    return ending('quarantined', reasonOf('author_not_of_device', { evidence: { authorId } }));
  }
  const log = context.deviceLog(deviceId);
  if (clock.n >= log.forkedAt) {
    const detail = isAgent(authorId) ? 'agent_forked' : 'author_forked';
    return ending('quarantined', reasonOf(detail, { evidence: { forkedAt: log.forkedAt } }));
  }
  if (log.runsBackwards(clock.n)) return ending('quarantined', reasonOf('clock_backwards'));
  const question: AuthorityQuestion = {
    deviceId,
    authorId,
    collection,
    n: clock.n,
    wall: clock.wall,
    role: 'write',
  };
  if (engine !== undefined) {
    const fault =
      (isHigh(engine) ? control.lease(question) : undefined) ??
      (needsDelegation(engine) ? control.delegation(question) : undefined);
    if (fault !== undefined) return ending('quarantined', fault);
  }
  const cause = missingCause(passage, context);
  if (cause !== undefined) return ending('held', reasonOf('causes_missing', { evidence: { ...cause } }));
  if (clock.wall > context.now + maxClockAhead) {
    return ending('held', reasonOf('clock_ahead', { evidence: { ahead: clock.wall - context.now } }));
  }
  return undefined;
};
