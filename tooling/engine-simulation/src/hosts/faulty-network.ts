import { createRequestNetwork, type Pick } from '@sourceos/sync-testkit';
import { nativeCrypto as crypto } from '@sourceos/sync-kernel/native';
import {
  transportFailures,
  type RelayTransport,
  type TransportFault,
  type TransportResult,
} from '../../../../packages/sync-host/src/relay-client/transport.js';
import { bytesOfValue, readers, valueOfBytes, type Reader } from './wire-answers.js';

/** Devices and a relay in the testkit's simulated network. */
export interface FaultyNetwork {
  /** A device's way to the relay. */
  readonly transport: (device: number) => RelayTransport;
  /** Whether work of a device is under way. */
  readonly isBusy: (device: number) => boolean;
  /** Begins work of a device; ends when it waits for an answer, or has ended. */
  readonly begin: (device: number, work: () => Promise<void>) => Promise<void>;
  /** Something happens in the network; whoever it let go on waits again, or has ended. Says what, for a trace. */
  readonly step: () => Promise<string>;
  /** Does work of a device to its end, while everything arrives whole. */
  readonly whole: <Result>(device: number, work: () => Promise<Result>) => Promise<Result>;
  /** Everything under way ends, while everything arrives whole. */
  readonly finish: () => Promise<void>;
  /** The work of a device ends without any answer, as in a crash. */
  readonly hangUp: (device: number) => Promise<void>;
  /** Answers with a turned bit that a device got. */
  readonly tampered: () => number;
}

export interface FaultyNetworkOptions {
  readonly devices: number;
  readonly relay: RelayTransport;
  readonly pick: Pick;
  /** The virtual clock, in milliseconds. */
  readonly clock: { now: number };
}

type Method = Exclude<keyof RelayTransport, 'feed'>;
type Asked = (...args: readonly unknown[]) => Promise<TransportResult<unknown>>;

const fault = (code: TransportFault['code'], message: string): TransportFault => ({ ok: false, code, message });

/** A request with its hash before it. */
const sealedRequest = (bytes: Uint8Array): Uint8Array => Buffer.concat([crypto.sha256(bytes), bytes]);
/** A request that came whole. TLS keeps it so on its way to an honest relay; answers are whatever a relay likes. */
const openedRequest = (sealed: Uint8Array): unknown => {
  const bytes = sealed.subarray(32);
  return Buffer.compare(crypto.sha256(bytes), sealed.subarray(0, 32)) === 0 ? valueOfBytes(bytes) : undefined;
};

const readAnswer = <Value>(bytes: Uint8Array | undefined, reader: Reader<Value>): TransportResult<Value> => {
  if (bytes === undefined) return fault('relay_unreachable', 'Nothing came back in time.');
  const answer = valueOfBytes(bytes);
  const malformed = fault('answer_malformed', 'The answer is none.');
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return malformed;
  if (answer.ok === true) {
    const read = reader('value' in answer ? answer.value : undefined);
    return read === undefined ? malformed : { ok: true, value: read.value };
  }
  const code = transportFailures.find((each) => 'code' in answer && each === answer.code);
  return code === undefined ? malformed : fault(code, 'The relay said so.');
};

/** The relay's transport as messages of the testkit's network: what happens to them is decided there. */
export const createFaultyNetwork = ({ devices, relay, pick, clock }: FaultyNetworkOptions): FaultyNetwork => {
  const serve = async (sealed: Uint8Array): Promise<Uint8Array | undefined> => {
    const request = openedRequest(sealed) as { method: Method; args: readonly unknown[] } | undefined;
    return request && bytesOfValue(await (relay[request.method] as Asked)(...request.args));
  };
  const network = createRequestNetwork({
    devices,
    pick,
    serve,
    now: () => clock.now,
    pass: (milliseconds) => (clock.now += milliseconds),
    weights: { drop: 3, tamper: 4, partition: 1 },
  });
  const active = new Set<number>();
  const thrown: unknown[] = [];

  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  /** Until all that is under way waits for an answer: what is computed in between takes real time, and no virtual. */
  const quiet = async (): Promise<void> => {
    while ([...active].some((device) => !network.waits(device))) await turn();
    if (thrown.length > 0) throw thrown[0];
  };
  const begin = async (device: number, work: () => Promise<void>): Promise<void> => {
    active.add(device);
    void work()
      .catch((error: unknown) => thrown.push(error))
      .finally(() => active.delete(device));
    await quiet();
  };
  const carryOn = async (isDone: () => boolean): Promise<void> => {
    network.heal();
    while (!isDone()) {
      await network.deliverNext();
      await quiet();
    }
  };

  const transport = (device: number): RelayTransport => {
    const ask = async <Value>(reader: Reader<Value>, method: Method, ...args: readonly unknown[]) =>
      readAnswer(await network.request(device, sealedRequest(bytesOfValue({ method, args }))), reader);
    return {
      identify: () => ask(readers.identify, 'identify'),
      challenge: (deviceId) => ask(readers.challenge, 'challenge', deviceId),
      session: (request) => ask(readers.session, 'session', request),
      openScope: (...args) => ask(readers.nothing, 'openScope', ...args),
      append: async (...args) => {
        const answer = await ask(readers.append, 'append', ...args);
        if (!answer.ok) return answer;
        const { refused, ...taken } = answer.value;
        return { ok: true, value: { ...taken, ...(refused !== undefined && { refused }) } };
      },
      head: (...args) => ask(readers.head, 'head', ...args),
      entries: (...args) => ask(readers.entries, 'entries', ...args),
      snapshot: (...args) => ask(readers.bytes, 'snapshot', ...args),
      putSnapshot: (...args) => ask(readers.nothing, 'putSnapshot', ...args),
      feed: () => () => undefined,
    };
  };

  return {
    transport,
    isBusy: (device) => active.has(device),
    begin,
    step: async () => {
      const happened = await network.step();
      await quiet();
      return happened;
    },
    whole: async (device, work) => {
      const results: { readonly value: Awaited<ReturnType<typeof work>> }[] = [];
      await begin(device, async () => {
        results.push({ value: await work() });
      });
      await carryOn(() => !active.has(device));
      const [result] = results;
      if (result === undefined) throw new Error('The work ended without a result.');
      return result.value;
    },
    finish: () => carryOn(() => active.size === 0),
    hangUp: async (device) => {
      while (active.has(device)) {
        network.hangUp(device);
        await turn();
      }
      await quiet();
    },
    tampered: network.tampered,
  };
};
