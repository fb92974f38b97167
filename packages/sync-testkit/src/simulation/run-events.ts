import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Decision } from '@sourceos/sync-kernel';
import { createAdversary } from './adversary.js';
import { createDevice, type Device } from './device.js';
import { eventKinds, type EventKind, type SimulationEvent } from './event.js';
import type { Violation } from './history.js';
import { createLedger, feed } from './ledger.js';
import { createNetwork, type Message } from './network.js';
import type { Node } from './node.js';
import { createPick, type Pick } from './pick.js';
import { settle } from './settle.js';
import { short } from './short.js';
import { createTruth } from './truth.js';
import type { World } from './world.js';

/** What a run did, so that nobody takes an idle one for a passed one. */
export interface Counts {
  /** Steps that had an effect, by kind. */
  readonly events: Readonly<Record<EventKind, number>>;
  /** Writes acknowledged to honest members. */
  readonly acknowledged: number;
  /** Writes that nobody may ever apply. */
  readonly forbidden: number;
  readonly controls: number;
}

export interface Run {
  /** One line a step. */
  readonly trace: readonly string[];
  /** SHA-256 of the trace and the final states, hex: the same for the same seed and code. */
  readonly traceHash: string;
  readonly violations: readonly Violation[];
  readonly counts: Counts;
}

/** Milliseconds since the epoch at which runs begin: 2026-01-01. */
const beginning = 1_767_225_600_000;
/** Longer than any clock of a run is wrong. */
const day = 86_400_000;

/** Runs the steps in a world, heals it, delivers everything to everybody and holds the outcome against the truth. */
export const runEvents = (world: World, events: readonly SimulationEvent[], seed: number): Run => {
  const trace: string[] = [];
  const violations: Violation[] = [];
  const counts = Object.fromEntries(eventKinds.map((kind) => [kind, 0])) as Record<EventKind, number>;
  const truth = createTruth();
  const ledger = createLedger();
  const network = createNetwork(world.members.length);
  const random = createPick(seed);
  let time = beginning;
  let forbidden = 0;

  for (const record of world.genesis) ledger.add('control', record);
  const genesis = [...ledger.all()];
  const start = (deviceId: string): Node =>
    feed(world.createNode({ deviceId, role: 'member', random: random.bytes }), random.shuffled(genesis), time);
  const devices = world.members.map((deviceId) => ({ deviceId, device: createDevice(() => start(deviceId)) }));
  const at = (index: number): { deviceId: string; device: Device } => {
    const found = devices[index % devices.length];
    if (found === undefined) throw new RangeError('A world has at least one member.');
    return found;
  };
  const deviceIndex = (deviceId: string): number => world.members.indexOf(deviceId);

  const adversary = createAdversary({
    world,
    truth,
    ledger,
    broadcast: (message) => network.broadcast(-1, message),
    whisper: (message, pick) => devices.forEach((_, index) => pick.chance(50) && network.send(index, message)),
  });

  /** Looks at decisions as they are made; returns what they say. */
  const audited = (deviceId: string, decisions: readonly Decision[]): string => {
    for (const { writeId, outcome } of decisions) {
      // What is forbidden only since its author was removed may come before word of the removal does.
      if ((outcome === 'applied' || outcome === 'merged') && !truth.wasAllowed(writeId)) {
        violations.push({ kind: 'unauthorised', deviceId, detail: `${writeId} was ${outcome} as it came` });
      }
    }
    return decisions.map(({ outcome }) => outcome).join(' ');
  };

  const deliver = (index: number, message: Message): string => {
    const { deviceId, device } = at(index);
    const decisions = device.receive(message, time);
    if (decisions === undefined) {
      network.send(index, message);
      return `${deviceId} is down`;
    }
    const tampered = message.tampered ? ' tampered' : '';
    return `${deviceId}${tampered} ${message.kind} ${short(message.bytes)}: ${audited(deviceId, decisions)}`;
  };

  /** What a device that is up says it holds, on its disk first: what was acknowledged does not come again. */
  const acknowledge = (index: number): string => {
    const { deviceId, device } = at(index);
    const held = device.node()?.acknowledged?.();
    const records = held === undefined ? [] : (world.acknowledge?.(deviceId, held, time) ?? []);
    for (const record of records) {
      const message = ledger.add('control', record);
      device.receive(message, time);
      network.broadcast(deviceIndex(deviceId), message);
    }
    if (records.length > 0) device.flush();
    return records.length === 0 ? '' : `${deviceId} ${records.map(short).join(' ')}`;
  };

  /** A quiet night: whatever is on its way arrives at who is up, who say what they hold, and hear it of each other. */
  const lull = (pick: Pick): string => {
    network.partition(0);
    const arrive = (): void => {
      // What comes to a device that is down is sent again: one round for each is enough.
      const up = network.takeAll().filter(({ to, message }) => {
        if (at(to).device.node() === undefined) network.send(to, message);
        return at(to).device.node() !== undefined;
      });
      for (const { to, message } of pick.shuffled(up)) deliver(to, message);
    };
    arrive();
    const said = pick.shuffled(devices.map((_, index) => index)).map(acknowledge);
    arrive();
    return said.filter((text) => text !== '').join(', ') || 'done';
  };

  const crash = (index: number): string => {
    const { deviceId, device } = at(index);
    if (device.node() === undefined) return '';
    // What the disk lost was never acknowledged to its sender, who sends it again.
    const again = device.crash();
    for (const message of again) network.send(deviceIndex(deviceId), message);
    return `${deviceId}, ${again.length} to come again`;
  };

  /** Does one step; returns what happened, or nothing where nothing could. */
  const step = (event: SimulationEvent): string => {
    switch (event.kind) {
      case 'author': {
        const pick = createPick(event.seed);
        const { deviceId, device } = at(event.device);
        const lost = pick.chance(5);
        const batch = device.author(world.changes(pick, deviceId), time, lost);
        if (lost) return crash(event.device);
        if (batch?.bytes === undefined) return '';
        const ids = truth.acknowledge(batch.decisions, deviceId, 'must');
        network.broadcast(deviceIndex(deviceId), ledger.add('batch', batch.bytes));
        return `${deviceId} ${short(batch.bytes)}: ${ids.length}`;
      }
      case 'deliver': {
        const arrival = network.take(event.choice);
        return arrival === undefined ? '' : deliver(arrival.to, arrival.message);
      }
      case 'duplicate':
      case 'drop':
        return network[event.kind](event.choice) ? 'done' : '';
      case 'tamper':
        return network.tamper(event.choice, event.bit) ? 'done' : '';
      case 'replay': {
        const sent = ledger.all();
        const message = sent[event.choice % Math.max(1, sent.length)];
        if (message === undefined) return '';
        network.send(event.device % devices.length, message);
        return short(message.bytes);
      }
      case 'partition':
        network.partition(event.mask);
        return event.mask.toString(2);
      case 'heal':
        network.partition(0);
        return 'done';
      case 'crash':
        return crash(event.device);
      case 'restart': {
        const { deviceId, device } = at(event.device);
        if (device.node() !== undefined) return '';
        device.restart(time);
        return deviceId;
      }
      case 'flush':
        at(event.device).device.flush();
        return 'done';
      case 'skew':
        at(event.device).device.skew(event.milliseconds);
        return `${event.milliseconds} ms`;
      case 'pass':
        time += event.milliseconds;
        return `${event.milliseconds} ms`;
      case 'govern': {
        const record = world.govern?.(createPick(event.seed), truth.written());
        if (record === undefined) return '';
        network.broadcast(-1, ledger.add('control', record));
        return short(record);
      }
      case 'acknowledge':
        return acknowledge(event.device);
      case 'collect': {
        const { deviceId, device } = at(event.device);
        const gone = device.node()?.collect?.() ?? 0;
        return gone === 0 ? '' : `${deviceId} ${gone}`;
      }
      case 'lull':
        return lull(createPick(event.seed));
      case 'judge': {
        const { deviceId, device } = at(event.device);
        const decisions = device.judge(time) ?? [];
        return decisions.length === 0 ? '' : `${deviceId}: ${audited(deviceId, decisions)}`;
      }
      case 'attack': {
        const made = adversary.attack(event.attack, createPick(event.seed), time);
        if (made === undefined) return '';
        forbidden += made;
        return `${event.attack} ${made}`;
      }
    }
  };
  /** Does what may throw in a replica that is broken; the run goes on without it. */
  const guarded = (name: string, act: () => string): void => {
    try {
      const happened = act();
      if (happened !== '') trace.push(`${name} ${happened}`);
    } catch (error) {
      violations.push({ kind: 'exception', deviceId: name, detail: String(error) });
      trace.push(`${name} threw ${String(error)}`);
    }
  };

  events.forEach((event, index) => {
    const before = trace.length;
    guarded(`${index} ${event.kind}`, () => step(event));
    if (trace.length > before) counts[event.kind] += 1;
  });

  time += day;
  network.partition(0);
  const ended = settle({ world, devices, ledger: ledger.all(), truth, random, time });
  violations.push(...ended.violations);
  trace.push(...ended.trace);

  return {
    trace,
    traceHash: bytesToHex(sha256(utf8ToBytes(trace.join('\n')))),
    violations,
    counts: {
      events: counts,
      acknowledged: [...truth.mustStand()].length,
      forbidden,
      controls: ledger.all().filter(({ kind }) => kind === 'control').length,
    },
  };
};
