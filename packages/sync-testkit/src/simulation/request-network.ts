import { defaultWeights, type Weights } from './event.js';
import { createNetwork, type Carried } from './network.js';
import type { Pick as Choices } from './pick.js';
import { short } from './short.js';

/** What a network does to requests and answers. */
const requestFaults = ['deliver', 'duplicate', 'drop', 'tamper', 'replay', 'partition', 'heal', 'pass'] as const;
export type RequestFault = (typeof requestFaults)[number];

export interface RequestNetworkOptions {
  /** How many devices ask the one server; at most 30. */
  readonly devices: number;
  readonly pick: Choices;
  /**
   * The server: the answer to a request, or undefined where it says nothing, as to one whose bits were turned and that
   * has a checksum. It is asked once for each copy of a request that arrives.
   */
  readonly serve: (request: Uint8Array) => Promise<Uint8Array | undefined>;
  /** Milliseconds of the virtual clock, that of the server and of timeouts. */
  readonly now: () => number;
  /** Lets the virtual clock go on by so many milliseconds. */
  readonly pass: (milliseconds: number) => void;
  /** Milliseconds after which a request that has no answer has failed; 30,000 by default. */
  readonly timeout?: number;
  /** How often each thing happens, relative to the others; as in `defaultWeights` by default. */
  readonly weights?: Partial<Pick<Weights, RequestFault>>;
}

/** The simulated network of replicas under requests and answers: messages between device nodes and one server node. */
export interface RequestNetwork {
  /** Sends a request; the answer that comes first, whole or not, or undefined where none comes in time. */
  readonly request: (device: number, bytes: Uint8Array) => Promise<Uint8Array | undefined>;
  /** Whether a device waits for an answer. */
  readonly waits: (device: number) => boolean;
  /** One thing happens, chosen by the weights; says which, for a trace. Whoever it answered is to be let go on next. */
  readonly step: () => Promise<string>;
  /** The oldest message that can arrive does, whole; where there is none, every request that still waits has failed. */
  readonly deliverNext: () => Promise<string>;
  /** Ends the requests of a device, as its crash does; what it sent may still arrive. */
  readonly hangUp: (device: number) => void;
  /** Ends every partition. */
  readonly heal: () => void;
  /** Answers with a turned bit that a device waited for and got. */
  readonly tampered: () => number;
}

interface Exchanged extends Carried {
  readonly kind: 'request' | 'answer';
  readonly id: number;
  readonly device: number;
}

interface Waiting {
  readonly device: number;
  readonly until: number;
  readonly answer: (bytes: Uint8Array | undefined) => void;
}

const wide = 2 ** 31 - 1;

/**
 * Carries requests and answers over the network of `simulate`: it delays, reorders, duplicates, drops, tampers with,
 * replays and partitions them, by seeded choices and on a virtual clock. The same choices make the same run as long as
 * devices do nothing else at random between two steps.
 */
export const createRequestNetwork = (options: RequestNetworkOptions): RequestNetwork => {
  const { devices, pick, serve, now, pass, timeout = 30_000, weights } = options;
  const server = devices;
  const network = createNetwork<Exchanged>(devices + 1);
  const waiting = new Map<number, Waiting>();
  const sent: Exchanged[] = [];
  const urn = requestFaults.flatMap((fault) =>
    Array.from({ length: weights?.[fault] ?? defaultWeights[fault] }, () => fault),
  );
  let asked = 0;
  let tampered = 0;

  const send = (message: Exchanged): void => {
    const [from, to] = message.kind === 'request' ? [message.device, server] : [server, message.device];
    network.send(to, message, from);
  };
  const settle = (id: number, bytes: Uint8Array | undefined): boolean => {
    const request = waiting.get(id);
    waiting.delete(id);
    request?.answer(bytes);
    return request !== undefined;
  };
  const expire = (): void => {
    for (const [id, { until }] of waiting) if (until <= now()) settle(id, undefined);
  };
  const arrive = async ({ message }: { readonly message: Exchanged }): Promise<string> => {
    const said = `${message.kind} ${message.device}.${message.id}${message.tampered ? ' tampered' : ''}`;
    if (message.kind === 'answer') {
      if (!settle(message.id, message.bytes)) return `${said} too late`;
      if (message.tampered) tampered += 1;
      return said;
    }
    const bytes = await serve(message.bytes);
    if (bytes === undefined) return `${said} unheard`;
    const answer: Exchanged = { kind: 'answer', id: message.id, device: message.device, bytes, tampered: false };
    sent.push(answer);
    send(answer);
    return `${said}: ${short(bytes)}`;
  };
  const doOne = async (fault: RequestFault): Promise<string> => {
    switch (fault) {
      case 'deliver': {
        const arrival = network.take(pick.below(wide));
        return arrival === undefined ? 'nothing' : arrive(arrival);
      }
      case 'duplicate':
      case 'drop':
        return String(network[fault](pick.below(wide)));
      case 'tamper':
        return String(network.tamper(pick.below(wide), pick.below(wide)));
      case 'replay': {
        const message = sent[pick.below(Math.max(1, sent.length))];
        if (message === undefined) return 'nothing';
        send(message);
        return `${message.kind} ${message.device}.${message.id}`;
      }
      case 'partition': {
        const mask = 1 + pick.below(2 ** (devices + 1) - 2);
        network.partition(mask);
        return mask.toString(2);
      }
      case 'heal':
        network.partition(0);
        return '';
      case 'pass': {
        const milliseconds = pick.of([1, 10, 1_000, 60_000]);
        pass(milliseconds);
        return `${milliseconds} ms`;
      }
    }
  };

  return {
    request: (device, bytes) =>
      new Promise((resolve) => {
        asked += 1;
        const message: Exchanged = { kind: 'request', id: asked, device, bytes, tampered: false };
        waiting.set(asked, { device, until: now() + timeout, answer: resolve });
        sent.push(message);
        send(message);
      }),
    waits: (device) => [...waiting.values()].some((each) => each.device === device),
    step: async () => {
      const fault = pick.of(urn);
      const happened = await doOne(fault);
      expire();
      return `${fault} ${happened}`;
    },
    deliverNext: async () => {
      const arrival = network.take(0);
      if (arrival !== undefined) return `deliver ${await arrive(arrival)}`;
      pass(timeout);
      expire();
      return 'time out';
    },
    hangUp: (device) => {
      for (const [id, request] of waiting) if (request.device === device) settle(id, undefined);
    },
    heal: () => {
      network.partition(0);
    },
    tampered: () => tampered,
  };
};
