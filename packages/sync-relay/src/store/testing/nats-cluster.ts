import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';

const freePorts = async (count: number): Promise<readonly number[]> => {
  const servers = Array.from({ length: count }, () => createServer());
  for (const server of servers) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
};

/** Three real servers of NATS with JetStream, in folders of their own. */
export const startNatsCluster = async (command: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'nats-'));
  const ports = await freePorts(6);
  const clients = ports.slice(0, 3);
  const routes = ports.slice(3).map((port) => `nats://127.0.0.1:${port}`);
  const start = (index: number): ChildProcess =>
    spawn(
      command,
      [
        ...['-n', `n${index}`, '-a', '127.0.0.1', '-p', String(clients[index])],
        ...['-js', '-sd', join(folder, String(index)), '--cluster_name', 'relay'],
        ...['--cluster', routes[index] ?? '', '--routes', routes.join()],
      ],
      { stdio: 'ignore' },
    );
  const running = [0, 1, 2].map(start);
  const kill = async (index: number): Promise<void> => {
    const server = running[index];
    if (server?.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  };
  const servers = clients.map((port) => `127.0.0.1:${port}`);
  return {
    servers,
    kill,
    /** Which server leads a stream; undefined while one is being chosen. */
    leaderOf: async (stream: string): Promise<number | undefined> => {
      const connection = await connect({ servers, timeout: 2_000 });
      try {
        const { cluster } = await (await jetstreamManager(connection)).streams.info(stream);
        return cluster?.leader === undefined ? undefined : Number(cluster.leader.slice(1));
      } finally {
        await connection.close();
      }
    },
    restart: (index: number) => {
      running[index] = start(index);
    },
    end: async () => {
      for (const index of running.keys()) await kill(index);
      rmSync(folder, { recursive: true });
    },
  };
};
export type NatsCluster = Awaited<ReturnType<typeof startNatsCluster>>;
