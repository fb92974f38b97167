import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createCountingProxy, type CountingProxy } from './proxy.js';

/** A server that answers each byte with two. */
const doubling = async (): Promise<Server> => {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => socket.write(Buffer.concat([chunk, chunk])));
    socket.on('end', () => socket.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};

/** Sends bytes and gives what came back until the other side ends. */
const exchange = (port: number, sent: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1');
    socket.on('error', reject);
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      if (Buffer.concat(chunks).length === 2 * sent.length) socket.end();
    });
    socket.on('end', () => resolve(Buffer.concat(chunks)));
    socket.write(sent);
  });

describe('the counting proxy', () => {
  const open: { server: Server; proxy: CountingProxy }[] = [];
  const started = async (): Promise<CountingProxy> => {
    const server = await doubling();
    const proxy = await createCountingProxy((server.address() as AddressInfo).port);
    open.push({ server, proxy });
    return proxy;
  };
  afterEach(async () => {
    for (const { server, proxy } of open.splice(0)) {
      await proxy.close();
      server.close();
    }
  });

  it('hands on every byte and counts each direction by itself, over all connections', async () => {
    const proxy = await started();
    const sent = Buffer.alloc(300_000, 7);
    const answers = await Promise.all([exchange(proxy.port, sent), exchange(proxy.port, Buffer.from('abc'))]);
    expect(answers[0].equals(Buffer.concat([sent, sent]))).toBe(true);
    expect(answers[1].toString()).toBe('abcabc');
    expect(proxy.bytes()).toEqual({ up: 300_003, down: 600_006 });
  });

  it('counts from the last reset on', async () => {
    const proxy = await started();
    await exchange(proxy.port, Buffer.from('before'));
    proxy.reset();
    expect(proxy.bytes()).toEqual({ up: 0, down: 0 });
    await exchange(proxy.port, Buffer.from('after'));
    expect(proxy.bytes()).toEqual({ up: 5, down: 10 });
  });

  it('is quiet once nothing passes, and waits no longer than it is told where something always does', async () => {
    const proxy = await started();
    await exchange(proxy.port, Buffer.from('abc'));
    await proxy.quiet(20, 10_000);
    const talking = connect(proxy.port, '127.0.0.1');
    talking.on('error', () => undefined);
    const timer = setInterval(() => talking.write('x'), 5);
    const before = performance.now();
    await proxy.quiet(100, 300);
    const waited = performance.now() - before;
    clearInterval(timer);
    talking.destroy();
    expect(waited).toBeGreaterThanOrEqual(290);
    expect(proxy.bytes().up).toBeGreaterThan(3);
  });

  it('ends its connections when it closes', async () => {
    const proxy = await started();
    const socket = connect(proxy.port, '127.0.0.1');
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.on('error', () => undefined);
    await proxy.close();
    await closed;
    await expect(exchange(proxy.port, Buffer.from('late'))).rejects.toThrow('ECONNREFUSED');
  });

  it('ends a device’s connection where the server is not there', async () => {
    const server = await doubling();
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const proxy = await createCountingProxy(port);
    open.push({ server, proxy });
    const socket = connect(proxy.port, '127.0.0.1');
    socket.on('error', () => undefined);
    await new Promise<void>((resolve) => socket.once('close', () => resolve()));
    expect(proxy.bytes().down).toBe(0);
  });
});
