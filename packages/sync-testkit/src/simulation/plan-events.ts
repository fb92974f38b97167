import { eventKinds, type EventKind, type SimulationEvent, type Weights } from './event.js';
import type { Pick } from './pick.js';
import { attacks } from './world.js';

const wide = 2 ** 31 - 1;

/** From an hour behind to an hour ahead; most clocks of a fleet are nearly right. */
const skews = [0, 0, 0, 250, -250, 5_000, -5_000, 600_000, -600_000, 3_600_000, -3_600_000];

const planned = (kind: EventKind, devices: number, pick: Pick): SimulationEvent => {
  switch (kind) {
    case 'author':
      return { kind, device: pick.below(devices), seed: pick.below(wide) };
    case 'deliver':
    case 'duplicate':
    case 'drop':
      return { kind, choice: pick.below(wide) };
    case 'tamper':
      return { kind, choice: pick.below(wide), bit: pick.below(wide) };
    case 'replay':
      return { kind, device: pick.below(devices), choice: pick.below(wide) };
    case 'partition':
      return { kind, mask: 1 + pick.below(2 ** devices - 2) };
    case 'heal':
      return { kind };
    case 'crash':
    case 'restart':
    case 'flush':
    case 'acknowledge':
    case 'collect':
    case 'judge':
      return { kind, device: pick.below(devices) };
    case 'skew':
      return { kind, device: pick.below(devices), milliseconds: pick.of(skews) };
    case 'pass':
      return { kind, milliseconds: pick.of([1, 10, 1_000, 60_000]) };
    case 'govern':
    case 'lull':
      return { kind, seed: pick.below(wide) };
    case 'attack':
      return { kind, attack: pick.of(attacks), seed: pick.below(wide) };
  }
};

/** The steps of a run, from its seed alone: nothing that happens in the run changes them. */
export const planEvents = (steps: number, devices: number, weights: Weights, pick: Pick): SimulationEvent[] => {
  const urn = eventKinds.flatMap((kind) => Array.from({ length: weights[kind] }, () => kind));
  return Array.from({ length: steps }, () => planned(pick.of(urn), devices, pick));
};
