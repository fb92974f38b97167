import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { JsonObject } from '@sourceos/sync-kernel';
import { canonical } from '../canonical.js';

export interface ReferenceWrite {
  readonly collection: string;
  readonly objectId: string;
  readonly record: JsonObject;
  readonly dot: number;
  readonly wall: number;
  readonly nonce: string;
}

export interface ReferenceBatch {
  readonly deviceId: string;
  readonly writes: readonly ReferenceWrite[];
}

export type ReferenceControl =
  | { readonly kind: 'member'; readonly deviceId: string }
  | { readonly kind: 'remove'; readonly deviceId: string; readonly last: number }
  | { readonly kind: 'delegate'; readonly deviceId: string }
  | { readonly kind: 'approve'; readonly writeId: string };

/** Stands in for a key: who knows it can sign. A reference node knows all of them, as it only plays at secrecy. */
export const secretOf = (deviceId: string): string => `secret of ${deviceId}`;

const seal = (body: unknown, secret: string): Uint8Array => {
  const text = canonical(body);
  return utf8ToBytes(`${bytesToHex(sha256(utf8ToBytes(secret + text)))} ${text}`);
};

export const sealBatch = (batch: ReferenceBatch, secret: string): Uint8Array => seal(batch, secret);
export const sealControl = (control: ReferenceControl): Uint8Array => seal(control, secretOf('root'));

export interface Opened<Body> {
  readonly body: Body;
  readonly signed: (secret: string) => boolean;
}

/** What the bytes say, if they are whole; undefined otherwise. */
export const open = <Body>(bytes: Uint8Array): Opened<Body> | undefined => {
  const whole = new TextDecoder().decode(bytes);
  const text = whole.slice(65);
  try {
    const body = JSON.parse(text) as Body;
    if (typeof body !== 'object') return undefined;
    return { body, signed: (secret) => whole.slice(0, 65) === `${bytesToHex(sha256(utf8ToBytes(secret + text)))} ` };
  } catch {
    return undefined;
  }
};

export const idOf = (deviceId: string, write: ReferenceWrite): string =>
  bytesToHex(sha256(utf8ToBytes(canonical({ ...write, deviceId }))));
