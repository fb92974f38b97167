import type { Reason } from '../model/reason.js';
import type { ReasonDetail } from '../model/reason-detail.js';
import { reasonOf } from '../model/reason-of.js';
import type { Crypto } from '../wire/crypto.js';
import { hashName, isHashName } from '../wire/hash-name.js';
import { deriveAuthority } from './authority.js';
import { controlLimits, type AuthorityLog, type ControlLimits } from './authority-view.js';
import { isKind } from './by-kind.js';
import type { ControlResult } from './control-log.js';
import { parseControlRecord, type ControlRecord } from './control-record.js';
import { createAuthorityView, type Derived } from './create-authority-view.js';
import { createDecisions } from './decisions.js';
import { createStatementsByKey } from './statements-by-key.js';
import { createStatementStore, type Held } from './statement-store.js';
import { whyWithout } from './why.js';

export interface ControlLogOptions {
  /** The profile, workspace or org. */
  readonly scopeId: string;
  readonly crypto: Crypto;
  /** The first root that the device trusts: the record's bytes, or its statement id where the bytes come later. */
  readonly root: Uint8Array | string;
  readonly limits?: Partial<ControlLimits>;
  /**
   * Reads a record: `parseControlRecord` by default. Logs of one process that are given the same records, as in a
   * simulation, may share one that remembers what it read. What it answers must depend on the bytes alone.
   */
  readonly read?: typeof parseControlRecord;
}

/** What may change which keys stand for the root. */
const movesRoots = ({ statement: { kind } }: Held): boolean =>
  kind === 'root' || kind === 'revocation' || kind === 'removal' || kind === 'member';

/** What only members say, and no authority builds on: entering one needs no new derivation of the rest. */
const isDecision = ({ statement: { kind } }: Held | ControlRecord): boolean =>
  kind === 'lease' || kind === 'review' || kind === 'acknowledgement';

/**
 * A scope's control log: a grow-only set of signed records and what they say together (I10). A record that waits for
 * others is kept and has effect when they come. An acknowledgement that a later one of the same key covers is let go.
 *
 * @throws TypeError where `root` is not a root of the scope that its own threshold signs, nor a hash
 */
export const createControlLog = ({
  scopeId,
  crypto,
  root,
  limits,
  read = parseControlRecord,
}: ControlLogOptions): AuthorityLog => {
  const { waiting, perKey } = { ...controlLimits, ...limits };
  const store = createStatementStore(crypto);
  const byKey = createStatementsByKey();
  let derived: Derived | undefined;
  let revision = 1;
  let rootRevision = 1;
  /** Statements that came since the last count of those without effect. */
  let uncounted = 0;
  let idle = 0;

  const first = typeof root === 'string' ? undefined : read(crypto, root);
  if (first?.ok === false) throw new TypeError(`The trusted root cannot be read: ${first.message}`);
  const trusted = typeof root === 'string' ? root : first?.value.id;
  if (trusted === undefined || !isHashName(trusted))
    throw new TypeError('The trusted root is neither record nor hash.');

  const derive = (): Derived => {
    if (derived !== undefined) return derived;
    const authority = deriveAuthority(crypto, store.all(), trusted);
    const decisions = createDecisions(authority);
    for (const statement of store.all()) if (isDecision(statement)) decisions.enter(statement);
    derived = { authority, decisions };
    return derived;
  };
  const hasEffect = (id: string): boolean => {
    const { authority, decisions } = derive();
    return authority.effective.has(id) || decisions.effective.has(id);
  };
  const withoutEffect = (id: string) => {
    const statement = store.get(id);
    if (statement === undefined || hasEffect(id)) return undefined;
    const { authority, decisions } = derive();
    return isDecision(statement) ? decisions.enter(statement) : whyWithout(authority, statement);
  };

  const drop = (statement: Held) => {
    store.drop(statement.id);
    byKey.forget(statement);
  };

  /** A key that no root names may have so many statements; those without effect may be so many together. */
  const isOver = (statement: Held): boolean => {
    if (byKey.most(statement) > perKey) {
      const { valid } = derive().authority.roots;
      const named = [...statement.signers].some((keyId) => valid.some((it) => Object.hasOwn(it.statement.keys, keyId)));
      if (!named) return true;
    }
    uncounted += 1;
    if (idle + uncounted <= waiting) return false;
    const { authority, decisions } = derive();
    idle = store.size() - authority.effective.size - decisions.effective.size;
    uncounted = 0;
    return idle > waiting && !hasEffect(statement.id);
  };

  /** Takes a statement into what is derived. An acknowledgement decides nothing about a write, so it leaves the revision. */
  const takeIn = (statement: Held) => {
    if (derived !== undefined && isDecision(statement)) derived.decisions.enter(statement);
    else derived = undefined;
    if (statement.statement.kind !== 'acknowledgement') revision += 1;
    if (movesRoots(statement)) rootRevision += 1;
  };

  const refusal = (id: string, detail: ReasonDetail, message: string): ControlResult => ({
    id,
    accepted: false,
    reasons: [reasonOf(detail, { evidence: { message } })],
  });
  /** Why it has no effect is found out when somebody asks: joining reads thousands of records and asks of none. */
  const acceptance = (id: string): ControlResult => {
    let reasons: readonly Reason[] | undefined;
    return {
      id,
      accepted: true,
      get reasons() {
        const reason = reasons === undefined ? withoutEffect(id) : undefined;
        reasons ??= reason === undefined ? [] : [reason];
        return reasons;
      },
    };
  };

  const add = (bytes: Uint8Array): ControlResult => {
    const parsed = read(crypto, bytes);
    if (!parsed.ok) return refusal(hashName(crypto.sha256(bytes)), parsed.detail, parsed.message);
    const record = parsed.value;
    if (record.statement.scopeId !== scopeId) {
      const detail = scopeId.startsWith('urn:srcos:profile:') ? 'other_profile' : 'other_workspace';
      return refusal(record.id, detail, `The record is for ${record.statement.scopeId}.`);
    }
    const added = store.add(record);
    if (added === 'bad_signature') return refusal(record.id, added, 'No signature verifies under a key that is known.');
    if (added === 'too_large') return refusal(record.id, added, 'Too many signatures of unknown keys.');
    const statement = store.get(record.id);
    if (added === 'known' || statement === undefined) return acceptance(record.id);
    const forget = (covered: Held): void => {
      drop(covered);
      derived?.decisions.forget(covered.id);
    };
    if (isKind(statement, 'acknowledgement') && byKey.isCovered(statement)) {
      forget(statement);
      return acceptance(record.id);
    }
    byKey.note(statement);
    if (isKind(statement, 'acknowledgement')) for (const covered of byKey.coveredBy(statement)) forget(covered);
    takeIn(statement);
    if (added === 'new' && isOver(statement)) {
      drop(statement);
      derived = undefined;
      return refusal(
        record.id,
        'too_large',
        'The log holds as many records as it may of such a kind; offer it again later.',
      );
    }
    return acceptance(record.id);
  };

  if (root instanceof Uint8Array) {
    const { accepted, reasons } = add(root);
    if (!accepted || derive().authority.roots.chain.length === 0) {
      throw new TypeError(
        `The trusted root is not one of ${scopeId}: ${reasons[0]?.detail ?? 'another kind of record'}.`,
      );
    }
  }
  const view = createAuthorityView({
    scopeId,
    crypto,
    revision: () => revision,
    rootRevision: () => rootRevision,
    derived: derive,
    withoutEffect,
  });
  return {
    scopeId,
    add,
    records: function* () {
      for (const statement of store.all()) yield* statement.records;
    },
    view: () => view,
  };
};
