import type { Arrival } from '../gate/arrival.js';
import type { Decision } from '../gate/decision.js';
import type { GateContext } from '../gate/gate-context.js';
import { decideUnread } from '../gate/gate.js';
import { ending, type Arrived } from '../gate/passage.js';
import { parse } from '../gate/stages/parse.js';
import { reasonOf } from '../model/reason-of.js';
import type { ReasonDetail } from '../model/reason-detail.js';
import { parseBatch } from '../wire/batch-frame.js';
import { verifyBatch, type Batch } from '../wire/batch.js';
import { hashName } from '../wire/hash-name.js';
import { receive as receiveTime, type HybridTime } from '../wire/hybrid-time.js';
import type { CausalClock } from '../wire/write.js';
import type { Judgement } from './judgement.js';
import type { BatchDecision } from './replica.js';
import { createWaitingRoom, type WaitingBatch } from './waiting-room.js';

/** Where batches come in: read, verified, put into their device's log, and each write judged. */
export interface Inbox {
  /** Takes one batch, and what it lets go that waited for it; what cannot be judged yet waits itself, within bounds. */
  readonly take: (batch: WaitingBatch, context: GateContext) => BatchDecision;
  /** Takes a batch that this device wrote, and nothing else: its answer is about what was written. */
  readonly takeOwn: (bytes: Uint8Array, context: GateContext) => BatchDecision;
  /** Takes out of the waiting room what can be judged now, until nothing more can. */
  readonly admitWaiting: (context: GateContext) => readonly Decision[];
  /** The device's own time, after all that it received. */
  time: HybridTime;
}

const noArrival: Arrival = {};

const refuse = (
  { crypto }: GateContext,
  bytes: Uint8Array,
  stage: 'parse' | 'identity' | 'signature',
  detail: ReasonDetail,
  message: string,
): BatchDecision => {
  const outcome = detail === 'unknown_device' || detail === 'sequence_gap' ? 'held' : 'rejected';
  const reason = reasonOf(detail, { stage, evidence: { message } });
  return {
    reasons: [reason],
    decisions: [decideUnread(hashName(crypto.sha256(bytes)), stage, ending(outcome, reason))],
  };
};

export const createInbox = (judgement: Judgement): Inbox => {
  const waiting = createWaitingRoom();

  const wait = (
    batch: WaitingBatch,
    context: GateContext,
    detail: 'unknown_device' | 'sequence_gap',
    message: string,
  ): BatchDecision => {
    waiting.enter(hashName(context.crypto.sha256(batch.bytes)), batch);
    return refuse(context, batch.bytes, 'identity', detail, message);
  };

  /** Judges the writes of a verified batch that follows on what is here. */
  const takeWrites = (
    { statement, writes }: Batch,
    ids: readonly string[],
    arrival: Arrival,
    context: GateContext,
  ): BatchDecision => {
    const log = context.deviceLog(statement.deviceId);
    const replayed: Decision[] = [];
    const arrived: Arrived[] = [];
    /** The clock of a write that goes on; undefined where it ends here. */
    const clockOf = (id: string, index: number): CausalClock | undefined => {
      const known = judgement.entries.get(id);
      if (known !== undefined && arrival.relayFault === undefined && known.arrival.relayFault === undefined) {
        // A replay of what is known is no failure (I15).
        replayed.push({ ...known.decision, outcome: 'superseded', reasons: [], audit: [] });
        return known.write.clock;
      }
      const bytes = writes[index];
      if (bytes === undefined) return undefined;
      const write = parse(id, bytes);
      if ('outcome' in write) {
        replayed.push(decideUnread(id, 'parse', write));
        return undefined;
      }
      if (write.clock.n !== statement.sequence + index) {
        const reason = reasonOf('malformed', { evidence: { n: write.clock.n } });
        replayed.push(decideUnread(id, 'identity', ending('rejected', reason)));
        return undefined;
      }
      arrived.push({ write, statement, arrival });
      return write.clock;
    };
    const forkedAt = log.forkedAt;
    log.place(
      statement,
      ids.map((id, index) => ({ id, clock: clockOf(id, index) })),
    );
    judgement.countDeletions(arrived.map(({ write }) => write));
    const judged = arrived.map((one) => {
      inbox.time = receiveTime(inbox.time, one.write.clock, context.now);
      return judgement.settle(one, context);
    });
    judged.push(...judgement.release(statement.deviceId, log.last, context));
    if (log.forkedAt < forkedAt) judgement.noteLate();
    return { reasons: [], decisions: replayed.length === 0 ? judged : [...replayed, ...judged] };
  };

  /** A batch of another scope counts in another log: its writes end at the stage `scope`, and are not placed here. */
  const takeForeign = (
    { statement, writes }: Batch,
    ids: readonly string[],
    arrival: Arrival,
    context: GateContext,
  ): BatchDecision => ({
    reasons: [],
    decisions: writes.map((bytes, index) => {
      const id = ids[index] ?? '';
      const write = parse(id, bytes);
      return 'outcome' in write
        ? decideUnread(id, 'parse', write)
        : judgement.settle({ write, statement, arrival }, context);
    }),
  });

  const takeOne = (waitingBatch: WaitingBatch, context: GateContext): BatchDecision => {
    const { bytes, arrival } = waitingBatch;
    const parsed = parseBatch(bytes);
    if (!parsed.ok) return refuse(context, bytes, 'parse', parsed.detail, parsed.message);
    const { statement } = parsed.value;
    const { deviceId, sequence } = statement;
    const key = context.control.deviceKey(deviceId);
    if (key === undefined) {
      return wait(waitingBatch, context, 'unknown_device', `the device ${deviceId} is not known here`);
    }
    const verified = verifyBatch(context.crypto, key, parsed.value);
    if (!verified.ok) return refuse(context, bytes, 'signature', verified.detail, verified.message);
    if (statement.scopeId !== context.scopeId) return takeForeign(parsed.value, verified.value, arrival, context);
    if (!context.deviceLog(deviceId).follows(statement)) {
      const message = `writes of ${deviceId} before ${sequence} are missing`;
      return wait(waitingBatch, context, 'sequence_gap', message);
    }
    return takeWrites(parsed.value, verified.value, arrival, context);
  };

  const admit = (context: GateContext): readonly Decision[] => {
    const decisions: Decision[] = [];
    for (let before = -1; waiting.size() > 0 && waiting.size() !== before;) {
      before = waiting.size();
      for (const batch of waiting.leave()) decisions.push(...takeOne(batch, context).decisions);
    }
    return decisions;
  };

  const inbox: Inbox = {
    time: { wall: 0, counter: 0 },
    take: (batch, context) => {
      const { reasons, decisions } = takeOne(batch, context);
      if (reasons.length > 0) return { reasons, decisions };
      const admitted = admit(context);
      // Once for all of them: a chain of batches that waited may be long, and each of it late.
      const all = judgement.settleLate(admitted.length === 0 ? decisions : [...decisions, ...admitted], context);
      return { reasons, decisions: all };
    },
    takeOwn: (bytes, context) => {
      const { reasons, decisions } = takeOne({ bytes, arrival: noArrival }, context);
      return { reasons, decisions: judgement.settleLate(decisions, context) };
    },
    admitWaiting: (context) => judgement.settleLate(admit(context), context),
  };
  return inbox;
};
