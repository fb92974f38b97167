import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { hashName } from '../../wire/hash-name.js';
import type { ControlLimits } from '../authority-view.js';
import { keyIdOf } from '../control-record.js';
import { createControlLog } from '../create-control-log.js';
import { controlStatementId, signControlRecord, type ControlBody } from '../sign-control-record.js';
import { crypto } from './remembering-crypto.js';

export { crypto };

export const scopeId = 'urn:srcos:workspace:garden';
export const start = 1_750_000_000_000;
export const day = 86_400_000;

/** A secret key that its name determines. */
export const secret = (name: string): Uint8Array => crypto.sha256(utf8ToBytes(`secret ${name}`));
export const publicHex = (name: string): string => bytesToHex(crypto.publicKey(secret(name)));
export const keyId = (name: string): string => keyIdOf(crypto, crypto.publicKey(secret(name)));
export const deviceId = (name: string): string => `urn:srcos:device:${name}`;
export const personId = (name: string): string => `urn:srcos:person:${name}`;
export const agentId = (name: string): string => `urn:srcos:agent:${name}`;
export const writeId = (name: string): string => hashName(crypto.sha256(utf8ToBytes(`write ${name}`)));

export const idOf = (body: ControlBody): string => controlStatementId(crypto, body);
/** The record of a body, signed by the keys of those names. */
export const signed = (body: ControlBody, ...names: readonly string[]): Uint8Array =>
  signControlRecord(crypto, body, names.map(secret));

type BodyOf<Kind extends ControlBody['kind']> = Extract<ControlBody, { kind: Kind }>;
type Given<Kind extends ControlBody['kind']> = Partial<Omit<BodyOf<Kind>, 'kind' | 'scopeId'>>;

export const role = (threshold: number, ...names: readonly string[]) => ({ keys: names.map(keyId), threshold });

interface RootRoles {
  readonly root: ReturnType<typeof role>;
  readonly members: ReturnType<typeof role>;
  readonly delegations: ReturnType<typeof role>;
  readonly recovery?: ReturnType<typeof role>;
}

/** A root whose keys are those of the names. */
export const rootBody = (names: readonly string[], roles: RootRoles, given: Given<'root'> = {}): BodyOf<'root'> => ({
  kind: 'root',
  scopeId,
  version: 1,
  expires: start + 365 * day,
  keys: Object.fromEntries(names.map((name) => [keyId(name), publicHex(name)])),
  roles,
  adopts: [],
  ...given,
});

export const memberBody = (name: string, given: Given<'member'> = {}): BodyOf<'member'> => ({
  kind: 'member',
  scopeId,
  deviceId: deviceId(name),
  personId: personId(name),
  signingKey: publicHex(name),
  sealingKey: publicHex(`sealing ${name}`),
  since: start,
  ...given,
});

export const removalBody = (name: string, last: number, keeps: readonly string[] = []): BodyOf<'removal'> => ({
  kind: 'removal',
  scopeId,
  deviceId: deviceId(name),
  last,
  keeps: [...keeps],
});

export const revocationBody = (
  target: BodyOf<'revocation'>['target'],
  given: Given<'revocation'> = {},
): BodyOf<'revocation'> => ({ kind: 'revocation', scopeId, target, stands: {}, keeps: [], ...given });

export const delegationBody = (
  to: BodyOf<'delegation'>['to'],
  given: Given<'delegation'> = {},
): BodyOf<'delegation'> => ({
  kind: 'delegation',
  scopeId,
  to,
  roles: ['write'],
  collections: ['policy.bundles'],
  expires: start + 100 * day,
  terminating: false,
  ...given,
});

export const leaseBody = (agent: string, grantor: string, given: Given<'lease'> = {}): BodyOf<'lease'> => ({
  kind: 'lease',
  scopeId,
  agentId: agentId(agent),
  grantorId: personId(grantor),
  collections: ['*'],
  from: start,
  expires: start + 10 * day,
  ...given,
});

export const reviewBody = (name: string, given: Given<'review'> = {}): BodyOf<'review'> => ({
  kind: 'review',
  scopeId,
  reviewerId: personId(name),
  deviceId: deviceId(name),
  collection: 'policy.bundles',
  objectId: 'urn:srcos:policy:one',
  write: writeId('one'),
  writeDevice: deviceId('elsewhere'),
  candidates: [writeId('one')],
  sees: [],
  wall: start + day,
  verdict: 'approve',
  ...given,
});

export const epochBody = (epoch: number, names: readonly string[]): BodyOf<'epoch'> => ({
  kind: 'epoch',
  scopeId,
  epoch,
  members: names.map(deviceId),
  commitment: writeId(`epoch ${epoch} ${names.join(' ')}`),
  wraps: {},
});

export const acknowledgementBody = (
  name: string,
  frontier: Readonly<Record<string, number>>,
  wall = start,
): BodyOf<'acknowledgement'> => ({
  kind: 'acknowledgement',
  scopeId,
  deviceId: deviceId(name),
  frontier: Object.fromEntries(Object.entries(frontier).map(([each, n]) => [deviceId(each), n])),
  wall,
});

/** A scope of one owner, who signs everything. */
export const ownerRoot = rootBody(['owner'], {
  root: role(1, 'owner'),
  members: role(1, 'owner'),
  delegations: role(1, 'owner'),
});
export const ownerRootRecord = signed(ownerRoot, 'owner');

/** A log that trusts the owner's root, with records added. */
export const ownerLog = (records: Iterable<Uint8Array> = [], limits: Partial<ControlLimits> = {}) => {
  const log = createControlLog({ scopeId, crypto, root: ownerRootRecord, limits });
  for (const record of records) log.add(record);
  return log;
};

/** Whether somebody may write: the question with everything that tests seldom turn. */
export const question = (
  name: string,
  given: Partial<Parameters<ReturnType<ReturnType<typeof createControlLog>['view']>['delegation']>[0]> = {},
) => ({
  deviceId: deviceId(name),
  authorId: personId(name),
  collection: 'policy.bundles',
  n: 1,
  wall: start + day,
  role: 'write' as const,
  ...given,
});
