import { nativeCrypto } from '@sourceos/sync-kernel/native';
import type { HostResult } from '../failure.js';
import { createQuarantineQueue, type QuarantineQueue } from '../queues/quarantine-queue.js';
import { createReviewQueue, type ReviewQueue } from '../queues/review-queue.js';
import type { StoreCode } from '../store/store-code.js';
import { now, type Session } from './session.js';

export const reviewQueueOf = ({ device, store, engines, audit }: Session): ReviewQueue =>
  createReviewQueue({ device, store, engines, crypto: nativeCrypto, audit, now });

export const quarantineQueueOf = ({ device, store, audit }: Session): QuarantineQueue =>
  createQuarantineQueue({ device, store, audit, now });

/** Keeps apart what nobody reviewed in time, and the quarantine within its quota: each is in the audit log. */
export const tidyQueues = (session: Session): HostResult<unknown, StoreCode> => {
  const expired = reviewQueueOf(session).expire();
  return expired.ok ? quarantineQueueOf(session).trim() : expired;
};
