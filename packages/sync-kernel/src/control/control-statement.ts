import * as z from 'zod';
import type { JsonObject } from '../model/json.js';
import { isCollectionPattern } from './collection-pattern.js';

/** Says what a signature is about, so that none made for something else counts here. */
export const controlContext = 'sourceos.control.v1';

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`));
const hash = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const urn = z.string().max(1_024).startsWith('urn:srcos:');
const device = urn.startsWith('urn:srcos:device:');
const agent = urn.startsWith('urn:srcos:agent:');
const count = z.int().min(0);
const time = z.int().min(0);
const hashes = z.array(hash).max(4_096);
const collections = z.array(z.string().refine(isCollectionPattern)).min(1).max(256);
const scope = { context: z.literal(controlContext), scopeId: urn };

/** What a delegation may hand on. */
export const delegatedRoles = ['write', 'review', 'rollback', 'export', 'downgrade'] as const;

const roleKeys = z
  .strictObject({ keys: z.array(hash).min(1).max(64), threshold: z.int().min(1).max(64) })
  // A key id given twice is one key: a threshold that only counts it twice could never be met honestly.
  .refine((role) => role.threshold <= new Set(role.keys).size, { error: 'more signatures asked for than keys' });

/** The keys of a scope and how many of them each role takes. Its own version follows the version before. */
const root = z.strictObject({
  ...scope,
  kind: z.literal('root'),
  version: z.int().min(1),
  /** The statement of the root before; absent in the first. */
  previous: hash.optional(),
  expires: time,
  keys: z.record(hash, hex(32)),
  roles: z.strictObject({ root: roleKeys, members: roleKeys, delegations: roleKeys, recovery: roleKeys.optional() }),
  /** Statements of retired keys that stand under this root and those after it. */
  adopts: hashes,
});

const member = z.strictObject({
  ...scope,
  kind: z.literal('member'),
  deviceId: device,
  personId: urn,
  signingKey: hex(32),
  sealingKey: hex(32),
  since: time,
});

const removal = z.strictObject({
  ...scope,
  kind: z.literal('removal'),
  deviceId: device,
  /** The last dot of the device that stands. */
  last: count,
  /** What the device signed here and still stands. */
  keeps: hashes,
});

const revocation = z.strictObject({
  ...scope,
  kind: z.literal('revocation'),
  /** A device by its URN, a key by its id, a delegation or lease by its statement. */
  target: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('device'), id: device }),
    z.strictObject({ kind: z.literal('key'), id: hash }),
    z.strictObject({ kind: z.literal('delegation'), id: hash }),
    z.strictObject({ kind: z.literal('lease'), id: hash }),
  ]),
  /** Device → its last dot that stands; of a device that is not named, nothing does. */
  stands: z.record(device, count),
  keeps: hashes,
});

const epoch = z.strictObject({
  ...scope,
  kind: z.literal('epoch'),
  epoch: z.int().min(1),
  members: z.array(device).min(1).max(4_096),
  /** SHA-256 that a wrapped key has to match. */
  commitment: hash,
  /** Device → the wrapped key; opaque here. */
  wraps: z.record(device, z.string().max(4_096)),
  /**
   * Removed devices that its maker knew of. Whoever has the key from here knows of them too, and never wraps it for
   * one: that is how a device sees which keys no removed device will get.
   */
  removed: z.array(device).max(4_096).optional(),
});

const delegation = z.strictObject({
  ...scope,
  kind: z.literal('delegation'),
  to: z.union([z.strictObject({ key: hex(32) }), z.strictObject({ authorId: urn })]),
  roles: z.array(z.enum(delegatedRoles)).min(1).max(delegatedRoles.length),
  collections,
  expires: time,
  /** Where it covers a collection, the delegator's delegations that are not terminating do not. */
  terminating: z.boolean(),
  /** The delegation that this one is a part of; absent where the root's role delegates. */
  parent: hash.optional(),
});

const lease = z.strictObject({
  ...scope,
  kind: z.literal('lease'),
  agentId: agent,
  grantorId: urn,
  collections,
  /** Where the agent runs; absent: on devices of the grantor. */
  devices: z.array(device).min(1).max(256).optional(),
  from: time,
  expires: time,
});

const review = z
  .strictObject({
    ...scope,
    kind: z.literal('review'),
    reviewerId: urn,
    deviceId: device,
    collection: z
      .string()
      .max(256)
      .regex(/^[a-z0-9_.-]+$/),
    objectId: urn,
    write: hash,
    writeDevice: device,
    candidates: z.array(hash).min(1).max(4_096),
    sees: hashes,
    wall: time,
    verdict: z.enum(['approve', 'reject', 'edit']),
    // The bytes were parsed as JSON, so that an object is a JsonObject.
    record: z
      .custom<JsonObject>((value) => typeof value === 'object' && value !== null && !Array.isArray(value))
      .optional(),
  })
  .refine((it) => it.candidates.includes(it.write), { error: 'the write is not among its candidates' })
  .refine((it) => (it.verdict === 'edit') === (it.record !== undefined), { error: 'a record belongs to an edit' });

const acknowledgement = z.strictObject({
  ...scope,
  kind: z.literal('acknowledgement'),
  deviceId: device,
  /** Device → the dot up to which its writes are held. */
  frontier: z.record(device, count),
  wall: time,
});

/** The closed list of statements. Unknown members are refused: nobody signs what a reader would skip. */
export const controlStatementSchema = z.discriminatedUnion('kind', [
  root,
  member,
  removal,
  revocation,
  epoch,
  delegation,
  lease,
  review,
  acknowledgement,
]);

/** What a control record says. Times are milliseconds since the epoch, keys and hashes lower-case hexadecimal. */
export type ControlStatement = z.infer<typeof controlStatementSchema>;
export type StatementOf<Kind extends ControlStatement['kind']> = Extract<ControlStatement, { kind: Kind }>;
