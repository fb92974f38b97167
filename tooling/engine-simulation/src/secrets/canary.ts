import { findSecrets } from '@sourceos/sync-kernel/secrets';
import * as fc from 'fast-check';
import { canaries, plantedFormats } from './formats.js';
import { at, drawn } from './planting.js';

const longRuns = /[A-Za-z0-9+/_-]{12,}/g;

/** A canary, and the parts of it that are the secret: long runs of what was found that another of its kind lacks. */
export interface Canary {
  readonly text: string;
  readonly parts: readonly string[];
}

const canaryOf = (text: string, other: string): Canary => ({
  text,
  parts: findSecrets(text)
    .flatMap(({ start, end }) => [...text.slice(start, end).matchAll(longRuns)].map(([part]) => part))
    .filter((part) => !other.includes(part)),
});

/** As many of each format as it takes, one format after the other. */
export const canariesFor = (count: number, seed: number): readonly Canary[] => {
  const each = Math.ceil(count / plantedFormats.length) + 1;
  const examples = plantedFormats.map((kind, index) =>
    drawn(canaries[kind] ?? fc.constant(''), each, seed * 100 + index),
  );
  return Array.from({ length: count }, (_, index) => {
    const texts = at(examples, index);
    const turn = Math.floor(index / plantedFormats.length);
    return canaryOf(at(texts, turn), at(texts, turn + 1));
  });
};
