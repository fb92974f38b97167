import { createHash } from 'node:crypto';
import {
  controlStatementId,
  createControlLog,
  createReplica,
  signControlRecord,
  type ControlBody,
  type ControlLog,
  type Replica,
} from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { hashName } from '@sourceos/sync-kernel/wire';
import { graphEngine } from './graph-engine.js';
import { authorId, deviceId, startTime } from './versions.js';

const crypto = nativeCrypto;
const year = 365 * 86_400_000;

/** Bytes that look random and are the same in every run; keys of nothing but this benchmark. */
const bytesOf = (label: string): Uint8Array => new Uint8Array(createHash('sha256').update(`bench ${label}`).digest());
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const deviceKey = (device: number): Uint8Array => bytesOf(`device ${device}`);

const scopeId = 'urn:srcos:workspace:bench';

/** A workspace with the devices of a trace and one more, which only receives. */
export interface Scope {
  /** A fresh control log with the scope's records. */
  readonly control: () => ControlLog;
  readonly replica: (device: number) => Replica;
}

export const createScope = (devices: number): Scope => {
  const all = Array.from({ length: devices + 1 }, (_, device) => device);
  const rootKey = bytesOf('root');
  const rootKeyId = hashName(crypto.sha256(crypto.publicKey(rootKey)));
  const role = { keys: [rootKeyId], threshold: 1 };
  const root: ControlBody = {
    kind: 'root',
    scopeId,
    version: 1,
    expires: startTime + 10 * year,
    keys: { [rootKeyId]: hex(crypto.publicKey(rootKey)) },
    roles: { root: role, members: role, delegations: role },
    adopts: [],
  };
  const members = all.map((device): ControlBody => ({
    kind: 'member',
    scopeId,
    deviceId: deviceId(device),
    personId: authorId(device),
    signingKey: hex(crypto.publicKey(deviceKey(device))),
    sealingKey: hex(bytesOf(`sealing ${device}`)),
    since: startTime,
  }));
  const epoch: ControlBody = {
    kind: 'epoch',
    scopeId,
    epoch: 1,
    members: all.map(deviceId),
    commitment: hashName(bytesOf('epoch')),
    wraps: {},
  };
  const records = [root, ...members, epoch].map((body) => signControlRecord(crypto, body, [rootKey]));
  const control = (): ControlLog => {
    const log = createControlLog({ scopeId, crypto, root: controlStatementId(crypto, root) });
    for (const record of records) log.add(record);
    return log;
  };
  const key = bytesOf('scope key');
  return {
    control,
    replica: (device) => {
      let drawn = 0;
      return createReplica({
        engines: [graphEngine],
        scopeId,
        deviceId: deviceId(device),
        authorId: authorId(device),
        secretKey: deviceKey(device),
        crypto,
        control: control(),
        scopeKey: () => key,
        random: (length) => bytesOf(`random ${device} ${(drawn += 1)}`).slice(0, length),
        policy: { evaluate: () => ({ effect: 'allow', byDefault: true, because: 'Nothing speaks against it.' }) },
      });
    },
  };
};
