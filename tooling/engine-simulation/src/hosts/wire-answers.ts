import {
  challengeSchema,
  entryKinds,
  hashSchema,
  refusalSchema,
  relayIdentitySchema,
  sessionSchema,
  signedHeadSchema,
  signedReceiptSchema,
  type RelayEntry,
} from '../../../../packages/sync-host/src/relay-client/protocol.js';
import { base64urlOf, bytesOfBase64url, hashName } from '@sourceos/sync-kernel/wire';
import { nativeCrypto as crypto } from '@sourceos/sync-kernel/native';

/** What a message says, as bytes: JSON in which bytes are `{"$": base64url}`. */
export const bytesOfValue = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(packed(value)));

const packed = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return { $: base64urlOf(value) };
  if (Array.isArray(value)) return value.map(packed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, packed(each)]));
};

const unpacked = (_: string, value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || !('$' in value)) return value;
  return typeof value.$ === 'string' ? bytesOfBase64url(value.$) : undefined;
};

/** What a message said; undefined where it says nothing that can be read. */
export const valueOfBytes = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes), unpacked);
  } catch {
    return undefined;
  }
};

/** Reads what came as an answer, as a transport does; undefined where it is none. */
type Reader<Value> = (value: unknown) => { readonly value: Value } | undefined;
type Read<Each> = Each extends Reader<infer Value> ? Value : never;

interface Schema<Value> {
  readonly safeParse: (
    value: unknown,
  ) => { readonly success: true; readonly data: Value } | { readonly success: false };
}
const by =
  <Value>(schema: Schema<Value>): Reader<Value> =>
  (value) => {
    const parsed = schema.safeParse(value);
    return parsed.success ? { value: parsed.data } : undefined;
  };
const bytesReader: Reader<Uint8Array> = (value) => (value instanceof Uint8Array ? { value } : undefined);
const listOf =
  <Value>(reader: Reader<Value>): Reader<readonly Value[]> =>
  (value) => {
    if (!Array.isArray(value)) return undefined;
    const read = value.flatMap((each) => reader(each) ?? []);
    return read.length === value.length ? { value: read.map((each) => each.value) } : undefined;
  };
const objectOf =
  <Readers extends Readonly<Record<string, Reader<unknown>>>>(
    readers: Readers,
  ): Reader<{ readonly [Name in keyof Readers]: Read<Readers[Name]> }> =>
  (value) => {
    if (typeof value !== 'object' || value === null) return undefined;
    const members = Object.entries(readers).flatMap(([name, reader]) => {
      const read = reader((value as Readonly<Record<string, unknown>>)[name]);
      return read === undefined ? [] : [[name, read.value] as const];
    });
    if (members.length < Object.keys(readers).length) return undefined;
    return { value: Object.fromEntries(members) as { readonly [Name in keyof Readers]: Read<Readers[Name]> } };
  };
const optional =
  <Value>(reader: Reader<Value>): Reader<Value | undefined> =>
  (value) =>
    value === undefined ? { value: undefined } : reader(value);

/** An entry as a transport makes it: the hash is that of the bytes that came. */
const entryReader: Reader<RelayEntry> = (value) => {
  if (typeof value !== 'object' || value === null) return undefined;
  const { sequence, kind, deviceId, hash, bytes } = value as Partial<Record<keyof RelayEntry, unknown>>;
  const known = entryKinds.find((each) => each === kind);
  const named = hashSchema.safeParse(hash);
  if (!Number.isSafeInteger(sequence) || known === undefined || typeof deviceId !== 'string') return undefined;
  if (!named.success || (bytes !== undefined && !(bytes instanceof Uint8Array))) return undefined;
  const hashed = bytes === undefined ? named.data : hashName(crypto.sha256(bytes));
  return { value: { sequence: Number(sequence), kind: known, deviceId, hash: hashed, bytes } };
};

/** How the answers of each request are read. */
export const readers = {
  identify: by(relayIdentitySchema),
  challenge: by(challengeSchema),
  session: by(sessionSchema),
  nothing: (() => ({ value: undefined })) satisfies Reader<undefined>,
  append: objectOf({
    receipts: listOf(by(signedReceiptSchema)),
    head: by(signedHeadSchema),
    refused: optional(by(refusalSchema)),
  }),
  head: objectOf({ head: by(signedHeadSchema), proof: listOf(bytesReader) }),
  entries: objectOf({ head: by(signedHeadSchema), entries: listOf(entryReader) }),
  bytes: bytesReader,
};
export type { Reader };
