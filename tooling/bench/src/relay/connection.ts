import { Agent, request } from 'node:http';
import { nativeCrypto as crypto } from '@sourceos/sync-kernel/native';
import { encodeSubmission, entryKinds, sessionBytes, type Submitted } from '@sourceos/sync-relay';
import type { Member } from './members.js';

/** An answer; status 0 where the connection ended without one. */
export interface Answered {
  readonly status: number;
  readonly body: Buffer;
}

/** A member's kept connections to a relay. */
export interface Connection {
  readonly ask: (
    method: string,
    path: string,
    body?: Uint8Array | string,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answered>;
  /** Opens a session; later requests are made in it. */
  readonly signIn: () => Promise<string>;
  readonly close: () => void;
}

/** Milliseconds after which a request is given up. */
const patience = 30_000;

/** Entries as the body of an append. */
export const submission = (entries: readonly Submitted[]): Uint8Array =>
  encodeSubmission(entries, (kind) => entryKinds[kind]);

/** Connects a member to a relay on this machine, at most so many requests at a time. */
export const connectTo = (port: number, member: Member, atOnce: number): Connection => {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  let token = '';
  const ask: Connection['ask'] = (method, path, body, headers = {}) =>
    new Promise((resolve) => {
      const all = {
        'x-forwarded-for': member.address,
        ...(token !== '' && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
        ...headers,
      };
      const failed = () => resolve({ status: 0, body: Buffer.alloc(0) });
      const asked = request({ agent, port, host: '127.0.0.1', method, path, headers: all, timeout: patience });
      asked.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
        response.on('error', failed);
      });
      asked.on('timeout', () => asked.destroy());
      asked.on('error', failed);
      asked.end(body);
    });
  const json = async (...asked: Parameters<typeof ask>): Promise<Record<string, string>> => {
    const { status, body } = await ask(...asked);
    if (status !== 200) throw new Error(`The relay answered ${status} to ${asked[1]}.`);
    return JSON.parse(body.toString()) as Record<string, string>;
  };
  return {
    ask,
    signIn: async () => {
      const { deviceId, publicKey, secretKey } = member;
      const { relayId = '', name = '' } = await json('GET', '/v1');
      const { challenge = '' } = await json('POST', '/v1/challenge', JSON.stringify({ deviceId }));
      const claim = { deviceId, publicKey, challenge };
      const signature = Buffer.from(crypto.sign(secretKey, sessionBytes({ relayId, name, ...claim })));
      const opened = await json(
        'POST',
        '/v1/session',
        JSON.stringify({ ...claim, signature: signature.toString('base64url') }),
      );
      return (token = opened.token ?? '');
    },
    close: () => agent.destroy(),
  };
};
