import { connect } from 'node:net';
import { createRandom, type Random } from '../random.js';
import { connectTo, submission, type Answered, type Connection } from './connection.js';
import { batchOf, flooding, hostile, scopeId, type Member } from './members.js';
import type { Statuses } from './statuses.js';

/** Malformed requests and sockets a second: 100,000 take 100 seconds. */
export const perSecond = 1_000;
/** Milliseconds that a connection without an answer is kept open. */
const lingering = 500;

const path = `/v1/scopes/${encodeURIComponent(scopeId)}`;

interface Hostile {
  readonly method: string;
  readonly path: string;
  readonly body?: Uint8Array | string;
  readonly headers?: Readonly<Record<string, string>>;
}

const bytesOf = (random: Random, length: number): Buffer =>
  Buffer.from(Array.from({ length }, () => random.integer(0, 255)));

/** A frame whose length is anything. */
const frame = (random: Random): Buffer => {
  const header = Buffer.alloc(5);
  header.writeUInt8(random.integer(0, 255));
  header.writeUInt32BE(random.pick([0, 1, 300, 2 ** 31, 2 ** 32 - 1]), 1);
  return Buffer.concat([header, bytesOf(random, random.integer(0, 200))]);
};

/** A request that no client makes: none of them is ever to be answered with 2xx or 5xx. */
const hostileRequest = (random: Random, forged: Uint8Array): Hostile => {
  const nested = '['.repeat(random.integer(1, 4_000));
  return random.pick<() => Hostile>([
    // A batch that is right in all but its signature: the relay has to verify it to know.
    () => ({ method: 'POST', path: `${path}/entries`, body: forged }),
    () => ({ method: 'POST', path: `${path}/entries`, body: Buffer.concat([frame(random), frame(random)]) }),
    () => ({ method: 'POST', path: `${path}/entries`, body: Buffer.alloc(random.integer(1, 70_000), 'x') }),
    () => ({ method: 'PUT', path, body: bytesOf(random, random.integer(1, 400)) }),
    () => ({ method: 'PUT', path: `${path}/snapshot`, body: bytesOf(random, random.integer(1, 400)) }),
    () => ({ method: 'POST', path: '/v1/session', body: nested }),
    () => ({ method: 'POST', path: '/v1/challenge', body: '{"deviceId":1}' }),
    () => ({
      method: 'GET',
      path: `${path}/entries?after=${random.pick(['-1', '0x10', '1e9', '9'.repeat(40), '%zz'])}`,
    }),
    () => ({ method: 'GET', path: `${path}/proof?sequence=${random.pick(['0', '-1', '999999999999999'])}` }),
    () => ({ method: 'GET', path: `/v1/scopes/${random.pick(['%', '%ff%fe', 'a'.repeat(5_000), 'none'])}/head` }),
    () => ({
      method: random.pick(['PATCH', 'DELETE', 'PROPFIND']),
      path: random.pick(['/', '/v1', `${path}/feed`, '//v1']),
    }),
    () => ({
      ...{ method: 'GET', path: `${path}/head` },
      headers: { authorization: random.pick(['Basic YQ==', `Bearer ${'x'.repeat(4_000)}`, 'Bearer']) },
    }),
  ])();
};

/** Bytes for a connection of their own: no HTTP, bodies that are none, frames that no WebSocket has. */
const hostileBytes = (random: Random, { address }: Member, token: string): Buffer => {
  const head = `host: relay\r\nx-forwarded-for: ${address}\r\nauthorization: Bearer ${token}\r\n`;
  const upgrade = Buffer.from(
    `GET ${path}/feed?after=999999 HTTP/1.1\r\n${head}connection: Upgrade\r\nupgrade: websocket\r\n` +
      `sec-websocket-version: 13\r\nsec-websocket-key: ${bytesOf(random, 16).toString('base64')}\r\n` +
      `sec-websocket-protocol: sourceos.relay.v1, token.${token}\r\n\r\n`,
  );
  return random.pick<() => Buffer>([
    () => bytesOf(random, random.integer(1, 400)),
    () => Buffer.from(`POST ${path}/entries HTTP/1.1\r\n${head}content-length: 67000000\r\n\r\n\u0003`),
    () => Buffer.from(`POST ${path}/entries HTTP/1.1\r\n${head}transfer-encoding: chunked\r\n\r\nzz\r\nhello\r\n`),
    () => Buffer.from(`GET ${path}/head HTTP/1.1\r\n${head}x-long: ${'x'.repeat(20_000)}`),
    () => Buffer.concat([upgrade, bytesOf(random, random.integer(1, 200))]),
    () => Buffer.concat([upgrade, Buffer.from('827f7fffffffffffffff00000000', 'hex')]),
    () => Buffer.concat([upgrade, Buffer.from('818568656c6c6f00000000', 'hex')]),
  ])();
};

/** Throws bytes at the relay; the status of its answer, or `none`. */
const throwAt = (port: number, bytes: Buffer): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let status = 'none';
    const timer = setTimeout(() => socket.destroy(), lingering);
    socket.on('data', (chunk: Buffer) => {
      status = /^HTTP\/1\.1 (\d{3})/.exec(chunk.toString('latin1'))?.[1] ?? status;
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(status);
    });
  });

/** An append whose first entry is refused is answered 200, with no receipt and the refusal. */
const nameOf = ({ status, body }: Answered): string => {
  if (status === 0) return 'none';
  return status === 200 && body.includes('{"receipts":[],') && body.includes('"refused":') ? 'refused' : String(status);
};

/** Sends so many, three in four as requests and the fourth as a connection of its own, at a steady rate. */
export const sendMalformed = async (port: number, requests: number, seed: number): Promise<Statuses> => {
  const random = createRandom(seed);
  const senders: { member: Member; connection: Connection; token: string; forged: Uint8Array }[] = [];
  for (const member of hostile) {
    const connection = connectTo(port, member, 16);
    // Signed by another's key: what it is sent for is seen only when the signature is verified.
    const forger = { ...member, secretKey: flooding.secretKey };
    const forged = submission([{ kind: 'batch', bytes: batchOf(forger, 1, 4_000) }]);
    senders.push({ member, connection, token: await connection.signIn(), forged });
  }
  const statuses: Record<string, number> = {};
  const under = new Set<Promise<void>>();
  const begun = performance.now();
  for (let sent = 0; sent < requests; sent += 1) {
    const wait = begun + (sent * 1_000) / perSecond - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    const sender = senders[sent % senders.length];
    if (sender === undefined) continue;
    const { member, connection, token, forged } = sender;
    const send = async (): Promise<void> => {
      let status: string;
      if (random.integer(0, 3) === 0) status = await throwAt(port, hostileBytes(random, member, token));
      else {
        const { method, path: at, body, headers } = hostileRequest(random, forged);
        const answer = await connection.ask(method, at, body, headers);
        status = nameOf(answer);
      }
      statuses[status] = (statuses[status] ?? 0) + 1;
    };
    const one = send().finally(() => under.delete(one));
    under.add(one);
  }
  await Promise.all(under);
  for (const { connection } of senders) connection.close();
  return statuses;
};
