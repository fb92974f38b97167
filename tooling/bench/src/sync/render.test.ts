import { describe, expect, it } from 'vitest';
import { isMet } from '../target.js';
import { ours, peerContestants, traits, type Contestant } from './contestants.js';
import { renderSync } from './render.js';
import type { Point, Step } from './result.js';
import type { SyncMeasurement } from './run-sync.js';
import { targetsOf } from './targets.js';

const step = (time: number, up: number, down: number): Step => ({ time, wire: { up, down } });
const point = (records: number, time: number): Point => ({
  ...{ records, write: time / 2, transfer: step(time, 1_000, 2_000), first: step(time, 10, 1_500_000) },
  ...{ live: step(time / 10, 100, 100), catchUp: step(time / 5, 100, 900) },
  memory: { server: 50e6, writer: 60e6, reader: undefined },
  disk: { server: 1_000_000, writer: 2_000, reader: 3_000 },
});
const measurement = (contestant: Contestant, points: readonly Point[], last?: number): SyncMeasurement => ({
  contestant,
  title: contestant.name,
  series: {
    points,
    fanOut:
      last === undefined
        ? { why: '"sees" took longer than 10 s' }
        : { devices: 100, median: last / 2, last, wire: { up: 10, down: 90_000 } },
  },
});
const [peer] = peerContestants as [Contestant, ...Contestant[]];
const base = measurement(ours, [point(1_000, 100), point(10_000, 1_000)], 50);
const rowsOf = (markdown: string, name: string): string[][] =>
  markdown
    .split('\n')
    .filter((line) => line.startsWith(`| ${name} `))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map((cells) => cells.slice(1, -1));
const rendered = (other: SyncMeasurement): string =>
  renderSync({
    ...{ measurements: [base, other], records: 10_000, limit: 300_000 },
    ...{ command: 'npm run bench -- sync', machine: 'a machine' },
  });

describe('the tables of the sync suite', () => {
  it('set a peer beside ours at each size, faster or slower', () => {
    const markdown = rendered(measurement(peer, [point(1_000, 50), point(10_000, 4_000)], 150));
    const [small, large, , , fanOut] = rowsOf(markdown, peer.name);
    expect(small?.slice(1, 6)).toEqual(['1,000', '25 ms', '50 ms', '0.50 ×', '3 kB']);
    expect(large?.slice(1, 6)).toEqual(['10,000', '2,000 ms', '4,000 ms', '4.00 ×', '3 kB']);
    expect(large?.slice(6)).toEqual(['50 MB', '60 MB', '', '1 MB', '2 kB', '3 kB']);
    expect(fanOut?.slice(1)).toEqual(['100', '75 ms', '150 ms', '3.00 ×', '90 kB']);
  });

  it('have the rest of a contender that failed, and say with how many records and why', () => {
    const failed = { records: 10_000, write: 400, why: '"holds" took longer than 300 s' };
    const markdown = rendered(measurement(peer, [point(1_000, 50), failed]));
    expect(rowsOf(markdown, peer.name)[1]?.slice(1, 5)).toEqual(['10,000', '400 ms', 'not measured', '']);
    expect(markdown).toContain(
      'Not measured: with 10,000 records "holds" took longer than 300 s; to many devices: "sees"',
    );
    expect(markdown).toContain('not measured |');
  });

  it('say of every contender what it does of what ours does', () => {
    const markdown = rendered(measurement(peer, [point(1_000, 50), point(10_000, 400)], 150));
    for (const { has, name } of [ours, peer])
      expect(rowsOf(markdown, name).at(-1)?.slice(1)).toEqual(traits.map((trait) => has[trait]));
  });
});

describe('the targets of the sync suite', () => {
  const measured = (time: number) =>
    targetsOf(base, [measurement(peer, [point(1_000, 1), point(10_000, time)])], 10_000);

  it('are met where ours takes less time at the size, and missed where it takes more', () => {
    expect(measured(2_000).map(isMet)).toEqual([true]);
    expect(measured(500).map(isMet)).toEqual([false]);
    expect(measured(500)[0]?.measured).toBe(2);
  });

  it('are not measured where a contender has no figure at the size', () => {
    const [target] = targetsOf(base, [measurement(peer, [point(1_000, 1)])], 10_000);
    expect(target?.measured).toBeUndefined();
  });
});
