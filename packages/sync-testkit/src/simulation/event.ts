import type { Attack } from './world.js';

/**
 * One step of a run. What it refers to is found when it happens (`choice` modulo what is there), so that a
 * run stays meaningful when steps are taken out of it.
 */
export type SimulationEvent =
  | { readonly kind: 'author'; readonly device: number; readonly seed: number }
  | { readonly kind: 'deliver'; readonly choice: number }
  | { readonly kind: 'duplicate'; readonly choice: number }
  | { readonly kind: 'drop'; readonly choice: number }
  | { readonly kind: 'tamper'; readonly choice: number; readonly bit: number }
  | { readonly kind: 'replay'; readonly device: number; readonly choice: number }
  | { readonly kind: 'partition'; readonly mask: number }
  | { readonly kind: 'heal' }
  | { readonly kind: 'crash'; readonly device: number }
  | { readonly kind: 'restart'; readonly device: number }
  | { readonly kind: 'flush'; readonly device: number }
  | { readonly kind: 'skew'; readonly device: number; readonly milliseconds: number }
  | { readonly kind: 'pass'; readonly milliseconds: number }
  | { readonly kind: 'govern'; readonly seed: number }
  | { readonly kind: 'acknowledge'; readonly device: number }
  | { readonly kind: 'collect'; readonly device: number }
  | { readonly kind: 'judge'; readonly device: number }
  | { readonly kind: 'lull'; readonly seed: number }
  | { readonly kind: 'attack'; readonly attack: Attack; readonly seed: number };

export type EventKind = SimulationEvent['kind'];

/** How often each step is taken, relative to the others; 0 switches a fault off. */
export type Weights = Readonly<Record<EventKind, number>>;

export const defaultWeights: Weights = {
  author: 20,
  deliver: 60,
  duplicate: 6,
  drop: 6,
  tamper: 6,
  replay: 5,
  partition: 2,
  heal: 2,
  crash: 2,
  restart: 3,
  flush: 6,
  skew: 2,
  pass: 6,
  govern: 4,
  acknowledge: 6,
  collect: 4,
  judge: 3,
  lull: 1,
  attack: 8,
};

export const eventKinds = Object.keys(defaultWeights) as readonly EventKind[];
