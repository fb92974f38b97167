import { parseControlRecord, type ControlBody, type ControlRecord } from '@sourceos/sync-kernel';
import { done } from '../failure.js';
import { epochBodies } from './epoch-bodies.js';
import { refusal, signerOf, type Made, type Maker, type MembershipResult } from './maker.js';

/** Which device goes, and what of it stands. */
export interface Removal {
  readonly deviceId: string;
  /** The last dot of its writes that stands: `replica.acknowledged()` has what came from it. 0 where nothing does. */
  readonly last: number;
  /** Key ids of the root's roles that the device kept: what they sign from now on counts no more. */
  readonly roleKeys?: readonly string[];
  /** Statements of it that no longer stand, though they do now. */
  readonly except?: readonly string[];
}

/** What was removed, and what of it could not be kept. */
export interface Removed extends Made {
  /** Statements in force that the device signed and that fall, since a record keeps 4,096: make them anew. */
  readonly dropped: readonly string[];
}

const mostKept = 4_096;
/** Newer decisions of a device that goes hold nobody up: acknowledgements need not be kept. */
const isKept = ({ statement: { kind } }: ControlRecord): boolean => kind !== 'acknowledgement';

/** An epoch that names its own maker among the removed was made to outlast them: who made its key could read on. */
const isForesight = ({ statement }: ControlRecord, deviceId: string): boolean =>
  statement.kind === 'epoch' && statement.removed?.includes(deviceId) === true;

/** The statements in force that one of a device's keys signed, by id. */
const standing = ({ crypto, log }: Maker, deviceId: string, keyIds: ReadonlySet<string>): readonly string[] => {
  const ids = new Set<string>();
  for (const bytes of log.records()) {
    const parsed = parseControlRecord(crypto, bytes);
    if (!parsed.ok || !isKept(parsed.value) || isForesight(parsed.value, deviceId)) continue;
    const { id, signatures } = parsed.value;
    if (signatures.some(({ keyId }) => keyIds.has(keyId)) && log.view().withoutEffect(id) === undefined) ids.add(id);
  }
  return [...ids].sort();
};

/**
 * Takes a device out: what it signed so far stands, nothing after it; a new epoch for the others. It keeps what it has
 * read already. `no_root`, `not_entitled`, `unknown_device`.
 */
export const removeMember = async (
  maker: Maker,
  { deviceId, last, roleKeys = [], except = [] }: Removal,
): Promise<MembershipResult<Removed>> => {
  const signer = signerOf(maker, 'members');
  if (!signer.ok) return signer;
  const { scopeId } = maker.log;
  const view = maker.log.view();
  const member = view.members().find((it) => it.deviceId === deviceId);
  if (member === undefined) return refusal('unknown_device');
  const stands = standing(maker, deviceId, new Set([member.keyId, ...roleKeys])).filter((id) => !except.includes(id));
  const keeps = stands.slice(0, mostKept);
  const removed = [...view.removed(), deviceId].sort();
  const live = view.members().filter((it) => it.deviceId !== deviceId);
  const revoked = roleKeys.map((id): ControlBody => {
    // Where the key is the device's signing key as well, it cuts off no more than the removal does.
    return { kind: 'revocation', scopeId, target: { kind: 'key', id }, stands: { [deviceId]: last }, keeps };
  });
  // The removal last: whoever knows of it has what makes it safe to write on, however the records are cut in two.
  const bodies: ControlBody[] = [
    ...revoked,
    // The last one out takes the keys along: there is nobody to have another.
    ...(live.length === 0 ? [] : await epochBodies(maker, { live, removed })),
    { kind: 'removal', scopeId, deviceId, last, keeps },
  ];
  const { sign, missing } = signer.value;
  return done({ records: bodies.map(sign), missing, dropped: stands.slice(mostKept) });
};
