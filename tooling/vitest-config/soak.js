import { appendFileSync, mkdirSync } from 'node:fs';

/** See soak.d.ts. */
export const soak = Number(process.env['SOURCEOS_SOAK'] ?? 1);

const [part = 1, parts = 1] = (process.env['SOURCEOS_SOAK_PART'] ?? '1/1').split('/').map(Number);

export const seedsOf = (count) => {
  const all = Math.round(count * soak);
  const after = Math.floor(((part - 1) * all) / parts);
  return Array.from({ length: Math.floor((part * all) / parts) - after }, (_, index) => after + index + 1);
};

export const counted = (what, count) => {
  if (process.env['SOURCEOS_SOAK'] === undefined) return;
  mkdirSync('.results', { recursive: true });
  appendFileSync('.results/soak.jsonl', `${JSON.stringify({ what, count })}\n`);
};
