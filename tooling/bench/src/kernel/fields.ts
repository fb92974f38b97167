import type { Random } from '../random.js';
import type { Fields } from './trace.js';

const words = [
  'draft',
  'review',
  'plan',
  'budget',
  'travel',
  'notes',
  'release',
  'meeting',
  'sketch',
  'draught',
] as const;
const statuses = ['open', 'active', 'blocked', 'done'] as const;

const text = (random: Random, length: number): string =>
  Array.from({ length }, () => `${random.pick(words)} ${random.integer(0, 999)}`).join(' ');

const makers: { readonly [Name in keyof Fields]: (random: Random) => Fields[Name] } = {
  name: (random) => text(random, 2),
  note: (random) => text(random, 8),
  status: (random) => random.pick(statuses),
  x: (random) => random.integer(0, 10_000) / 4,
  y: (random) => random.integer(0, 10_000) / 4,
};

export const randomValue = (random: Random, field: keyof Fields): string | number => makers[field](random);

export const randomFields = (random: Random): Fields => ({
  name: makers.name(random),
  note: makers.note(random),
  status: makers.status(random),
  x: makers.x(random),
  y: makers.y(random),
});
