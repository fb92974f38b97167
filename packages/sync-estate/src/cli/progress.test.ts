import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createProgress } from './progress.js';

const clear = '\r\u001B[2K';

/** A stream that keeps what is written, and says whether it is a terminal. */
const createStream = (isTTY: boolean) => {
  const written: string[] = [];
  const stream = Object.assign(new PassThrough(), { isTTY });
  stream.on('data', (chunk: Buffer) => written.push(chunk.toString()));
  return { stream: stream as unknown as NodeJS.WriteStream, written };
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const work = (progress: ReturnType<typeof createProgress>, repositories: number, milliseconds: number): void => {
  for (let read = 1; read <= repositories; read += 1) {
    vi.advanceTimersByTime(milliseconds / repositories);
    progress.update(read);
  }
  progress.done();
};

describe('progress', () => {
  it('is a line on a terminal for work of more than a second, and is gone at the end', () => {
    const { stream, written } = createStream(true);
    work(createProgress(stream), 1_600, 4_000);
    expect(written.length).toBeGreaterThan(10);
    expect(written.length).toBeLessThan(40);
    expect(
      written
        .slice(0, -1)
        .every((line) => line.startsWith(clear) && /^\d+ repositories read, \d s$/.test(line.slice(clear.length))),
    ).toBe(true);
    expect(written.at(-1)).toBe(clear);
  });

  it('is silent for short work', () => {
    const { stream, written } = createStream(true);
    work(createProgress(stream), 1_600, 900);
    expect(written).toEqual([]);
  });

  it('is silent where nobody looks', () => {
    const { stream, written } = createStream(false);
    work(createProgress(stream), 1_600, 4_000);
    expect(written).toEqual([]);
  });
});
