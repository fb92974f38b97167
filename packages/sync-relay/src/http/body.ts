import type { HeldBytes } from '../limits/held-bytes.js';
import { done, refuse, type Outcome } from '../protocol/problem.js';

type Fault = Extract<Outcome<never>, { ok: false }>;

/** Where the bytes of a body count while they are held. */
export interface Holding {
  readonly held: HeldBytes;
  /** Whose they are: a key, or an address. */
  readonly who: string;
}

/** Gives a body's chunks away as they come, counted; ends at the first bound or fault, without reading on. */
export const readBody = async (
  body: ReadableStream<Uint8Array> | null,
  most: number,
  { held, who }: Holding,
  push: (chunk: Uint8Array) => Fault | undefined,
): Promise<Outcome<{ readonly bytes: number; readonly release: () => void }>> => {
  const reader = body?.getReader();
  let bytes = 0;
  const release = () => {
    held.give(who, bytes);
    bytes = 0;
  };
  const stop = async (fault: Fault): Promise<Fault> => {
    release();
    await reader?.cancel().catch(() => undefined);
    return fault;
  };
  try {
    for (let step = await reader?.read(); step?.done === false; step = await reader?.read()) {
      const { length } = step.value;
      if (bytes + length > most) return await stop(refuse('too_large', `The body has more than ${most} bytes.`));
      if (!held.take(who, length)) {
        return await stop(refuse('unavailable', 'The relay holds as many bytes as it may.', { retryAfter: 1 }));
      }
      bytes += length;
      const fault = push(step.value);
      if (fault !== undefined) return await stop(fault);
    }
  } catch {
    return stop(refuse('malformed', 'The body ended before its time.'));
  }
  return done({ bytes, release });
};

/** A whole body of at most so many bytes. */
export const wholeBody = async (
  body: ReadableStream<Uint8Array> | null,
  most: number,
  holding: Holding,
): Promise<Outcome<Buffer>> => {
  const chunks: Uint8Array[] = [];
  const read = await readBody(body, most, holding, (chunk) => {
    chunks.push(chunk);
    return undefined;
  });
  if (!read.ok) return read;
  read.value.release();
  return done(Buffer.concat(chunks));
};
