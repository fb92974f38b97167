import { connectTo, submission, type Connection } from './connection.js';
import { admission, batchOf, flooding, genesis, good, hostile, scopeId, type Member } from './members.js';
import type { Delays } from './protocol.js';

/** Milliseconds between two requests of one of them. */
const every = 80;
/** Sealed bytes of a batch. */
const batchBytes = 400;

const path = `/v1/scopes/${encodeURIComponent(scopeId)}`;

/** Well-behaved members, each with its session and the last sequence that it used. */
export interface Steady {
  /** Appends a batch and reads the newest entry, in turn, at a steady rate whatever the answers take. */
  readonly run: (seconds: number) => Promise<Delays>;
}

/** Opens the scope, admits everybody, and signs the well-behaved in. */
export const createSteady = async (port: number): Promise<Steady> => {
  const clients: { readonly member: Member; readonly connection: Connection; sequence: number }[] = [];
  for (const member of good) {
    const connection = connectTo(port, member, 64);
    await connection.signIn();
    if (clients.length === 0) {
      await connection.ask('PUT', path, genesis);
      const members = [...good, ...hostile, flooding].map((each) => ({
        kind: 'control' as const,
        bytes: admission(each),
      }));
      const { status, body } = await connection.ask('POST', `${path}/entries`, submission(members));
      if (status !== 200) throw new Error(`Nobody was admitted: ${status} ${body.toString()}`);
    }
    clients.push({ member, connection, sequence: 0 });
  }
  let size = 1;

  const append = async (client: (typeof clients)[number]): Promise<number> => {
    client.sequence += 1;
    const bytes = submission([{ kind: 'batch', bytes: batchOf(client.member, client.sequence, batchBytes) }]);
    const begun = performance.now();
    const { status, body } = await client.connection.ask('POST', `${path}/entries`, bytes);
    const took = performance.now() - begun;
    if (status !== 200) throw new Error(`A well-behaved client was answered ${status} to an append.`);
    ({ size } = (JSON.parse(body.toString()) as { head: { size: number } }).head);
    return took;
  };
  const read = async ({ connection }: (typeof clients)[number]): Promise<number> => {
    const begun = performance.now();
    const { status } = await connection.ask('GET', `${path}/entries?after=${size - 1}&limit=1`);
    const took = performance.now() - begun;
    if (status !== 200) throw new Error(`A well-behaved client was answered ${status} to a read.`);
    return took;
  };

  return {
    run: async (seconds) => {
      const delays = { append: [] as number[], read: [] as number[] };
      const under: Promise<void>[] = [];
      const begun = performance.now();
      for (let tick = 0; ; tick += 1) {
        // Clients take turns within the interval, so that they do not all ask at once.
        const at = (tick * every) / clients.length;
        if (at >= seconds * 1_000) break;
        await new Promise((resolve) => setTimeout(resolve, begun + at - performance.now()));
        const client = clients[tick % clients.length];
        if (client === undefined) continue;
        const kind = Math.floor(tick / clients.length) % 2 === 0 ? 'append' : 'read';
        const asked = kind === 'append' ? append(client) : read(client);
        under.push(asked.then((took) => void delays[kind].push(took)));
      }
      await Promise.all(under);
      return delays;
    },
  };
};
