import { readFileSync } from 'node:fs';
import { withTemporaryFolder } from '@sourceos/workspace';
import { describe, expect, it } from 'vitest';
import type { Contender } from './contender.js';
import { measure, type Measurement } from './measure.js';
import { outputFiles } from './timed-run.js';

const node = (script: string, overrides: Partial<Contender> = {}): Contender => ({
  name: script,
  does: '',
  command: process.execPath,
  args: ['-e', script],
  cwd: process.cwd(),
  exitCode: 0,
  inspect: () => ({ done: true }),
  ...overrides,
});

const measureAll = (...contenders: [Contender, ...Contender[]]): Promise<readonly Measurement[]> =>
  withTemporaryFolder((folder) =>
    measure(contenders, { rounds: 3, memoryRuns: 1, output: outputFiles(folder), onProgress: () => undefined }),
  );

const sleep = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)';

describe('measuring contenders', () => {
  it('tells the slow from the quick', async () => {
    const [quick, slow] = await measureAll(node('0'), node(sleep));
    if (!quick?.measured || !slow?.measured) throw new Error('not measured');
    expect(slow.wall.min).toBeGreaterThanOrEqual(200);
    expect(slow.wall.median).toBeGreaterThan(quick.wall.median);
  });

  it.runIf(process.platform === 'linux')('tells waiting from work, and small from large', async () => {
    const fill = `Buffer.alloc(3e8, 1); ${sleep}`;
    const work = 'for (const end = Date.now() + 300; Date.now() < end; );';
    const [waiting, large, busy] = await measureAll(node(sleep), node(fill), node(work));
    if (!waiting?.measured || !large?.measured || !busy?.measured) throw new Error('not measured');
    expect(waiting.peak).toBeLessThan(2e8);
    expect(large.peak).toBeGreaterThan(3e8);
    expect(busy.cpu).toBeGreaterThan(waiting.cpu ?? Infinity);
  });

  it('shows the output of the warm-up to the inspection, and keeps what that found', async () => {
    const inspect: Contender['inspect'] = ({ stdout, stderr }) => ({
      done: true,
      found: `${readFileSync(stdout, 'utf8')} and ${readFileSync(stderr, 'utf8')}`,
    });
    const [entry] = await measureAll(node("process.stdout.write('this'); process.stderr.write('that')", { inspect }));
    expect(entry).toMatchObject({ measured: true, found: 'this and that' });
  });

  it('leaves out who stops doing the work between the rounds', async () => {
    let runs = 0;
    const inspect: Contender['inspect'] = () => ((runs += 1) < 3 ? { done: true } : { done: false, why: 'it gave up' });
    const [entry] = await measureAll(node('0', { inspect }));
    expect(entry).toMatchObject({ measured: false, why: 'it gave up' });
    expect(runs).toBe(3);
  });

  it('leaves out who does not do the work, says why, and measures the others', async () => {
    const [wrongEnd, idle, absent, fine] = await measureAll(
      node('process.exit(3)'),
      node('0', { inspect: () => ({ done: false, why: 'it did nothing' }) }),
      node('0', { command: '/there/is/no/such/program' }),
      node('0'),
    );
    expect(wrongEnd).toMatchObject({ measured: false, why: 'it ended with exit code 3 where 0 was expected' });
    expect(idle).toMatchObject({ measured: false, why: 'it did nothing' });
    expect(absent).toMatchObject({ measured: false, why: 'it ended with exit code none where 0 was expected' });
    expect(fine).toMatchObject({ measured: true });
  });
});
