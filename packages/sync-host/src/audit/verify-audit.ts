import { hashName, hashOfName, type Crypto } from '@sourceos/sync-kernel/wire';
import { logHead, proveLogGrowth, verifyLogGrowth } from '@sourceos/sync-kernel';
import { done, failed, type HostResult } from '../failure.js';
import type { StoreCode } from '../store/store-code.js';
import type { Store } from '../store/store.js';
import { readEvent } from './read-event.js';

/** The log at one size: keep it elsewhere, and the log can never be rewritten unseen behind it. */
export interface AuditHead {
  readonly size: number;
  /** `sha256:` of the RFC 6962 root over the events' hashes. */
  readonly root: string;
}

/** Why the log cannot be believed. */
export const auditFaults = {
  audit_broken: 'The log was changed: an event is not what its hash says, or does not follow the one before it.',
  audit_rewritten: 'The log does not continue the earlier head: events that were there are gone or others.',
} as const;
export type AuditFault = keyof typeof auditFaults;

/** Rows that are read at a time. */
const page = 1_000;

/** The hashes of all events, as long as each is what it says and follows the one before it. */
export const chainOf = (
  store: Pick<Store, 'audit'>,
  crypto: Pick<Crypto, 'sha256'>,
): HostResult<readonly string[], 'audit_broken' | StoreCode> => {
  const hashes: string[] = [];
  for (;;) {
    const rows = store.audit(hashes.length, page);
    if (!rows.ok) return rows;
    for (const { bytes } of rows.value) {
      const position = String(hashes.length + 1);
      const read = readEvent(crypto, bytes);
      if (!read.ok) return failed('audit_broken', `${auditFaults.audit_broken} At ${position}: ${read.why}`);
      if (read.event.previousEventHash !== hashes.at(-1)) {
        return failed('audit_broken', `${auditFaults.audit_broken} At ${position}: it names another event before it.`);
      }
      hashes.push(read.event.eventHash);
    }
    if (rows.value.length < page) return done(hashes);
  }
};

/**
 * Proves that the log is whole, and that it continues a head that was kept from earlier (RFC 6962 §2.1.2). What a log
 * alone cannot show is that its end was cut off, or all of it made anew: that takes a head that was kept elsewhere.
 */
export const verifyAuditLog = (
  store: Pick<Store, 'audit'>,
  crypto: Pick<Crypto, 'sha256'>,
  earlier?: AuditHead,
): HostResult<AuditHead, AuditFault | StoreCode> => {
  const chain = chainOf(store, crypto);
  if (!chain.ok) return chain;
  const { sha256 } = crypto;
  const head = logHead(sha256, chain.value);
  const named = { size: head.size, root: hashName(head.root) };
  if (earlier === undefined || earlier.size === 0) return done(named);
  const root = hashOfName(earlier.root);
  const proof = proveLogGrowth(sha256, chain.value, earlier.size);
  const continues =
    root !== undefined && proof !== undefined && verifyLogGrowth(sha256, { size: earlier.size, root }, head, proof);
  return continues
    ? done(named)
    : failed('audit_rewritten', `${auditFaults.audit_rewritten} The earlier head has ${String(earlier.size)} events.`);
};
