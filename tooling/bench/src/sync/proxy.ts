import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Bytes that went through, of the transport's payload: what TCP and IP add is the same for all and not counted. */
export interface WireBytes {
  /** From devices to the server. */
  readonly up: number;
  /** From the server to devices. */
  readonly down: number;
}

export interface CountingProxy {
  readonly port: number;
  /** Bytes since the last reset. */
  readonly bytes: () => WireBytes;
  readonly reset: () => void;
  /** Ends when nothing passed for so many milliseconds, or after so many altogether. */
  readonly quiet: (silence: number, most: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * A TCP server between devices and their server, which counts what passes in each direction. Every contender is
 * measured through one, so that what it costs in time is the same for all.
 */
export const createCountingProxy = async (target: number): Promise<CountingProxy> => {
  let up = 0;
  let down = 0;
  const sockets = new Set<Socket>();
  const server = createServer((device) => {
    const upstream = connect({ port: target, host: '127.0.0.1', noDelay: true });
    device.setNoDelay(true);
    for (const socket of [device, upstream]) {
      sockets.add(socket);
      socket.on('close', () => {
        sockets.delete(socket);
        device.destroy();
        upstream.destroy();
      });
      // A side that breaks closes the other; what a contender makes of it is its own business.
      socket.on('error', () => socket.destroy());
    }
    device.on('data', (chunk: Buffer) => (up += chunk.length));
    upstream.on('data', (chunk: Buffer) => (down += chunk.length));
    device.pipe(upstream);
    upstream.pipe(device);
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    bytes: () => ({ up, down }),
    reset: () => {
      up = 0;
      down = 0;
    },
    quiet: async (silence, most) => {
      const until = performance.now() + most;
      let seen = -1;
      while (seen !== up + down && performance.now() < until) {
        seen = up + down;
        await new Promise((resolve) => setTimeout(resolve, silence));
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};
