import { kindOf, type EntryKind } from './kinds.js';
import { refuse, type Outcome } from './problem.js';

/** One entry as a device sends it. */
export interface Submitted {
  readonly kind: EntryKind;
  readonly bytes: Uint8Array;
}

/** What a request's frames may be. */
export interface SubmissionBounds {
  readonly entries: number;
  /** Bytes of an entry, by kind. */
  readonly entryBytes: Readonly<Record<EntryKind, number>>;
}

const headerBytes = 5;

/**
 * Reads frames (u8 kind, u32 length, bytes)* as their chunks come. A frame that exceeds a bound is refused by its
 * header, before its bytes are there.
 */
export interface SubmissionReader {
  /** Takes the next chunk; what is wrong with the frames so far, or undefined. */
  readonly push: (chunk: Uint8Array) => Extract<Outcome<never>, { ok: false }> | undefined;
  /** The entries, once the body ended. */
  readonly end: () => Outcome<readonly Submitted[]>;
}

export const createSubmissionReader = ({ entries: most, entryBytes }: SubmissionBounds): SubmissionReader => {
  const header = Buffer.alloc(headerBytes);
  const entries: Submitted[] = [];
  let headerLength = 0;
  let current: { readonly kind: EntryKind; readonly length: number; readonly parts: Uint8Array[] } | undefined;
  let missing = 0;

  const begin = () => {
    const kind = kindOf(header.readUInt8(0));
    const length = header.readUInt32BE(1);
    if (kind === undefined) {
      return refuse('frames_malformed', `Frame ${entries.length} has a kind that there is not.`);
    }
    if (length === 0) return refuse('frames_malformed', `Frame ${entries.length} is empty.`);
    if (length > entryBytes[kind]) {
      return refuse('too_large', `Frame ${entries.length} has ${length} bytes, more than ${entryBytes[kind]}.`);
    }
    if (entries.length >= most) return refuse('too_large', `A request has at most ${most} entries.`);
    current = { kind, length, parts: [] };
    missing = length;
    return undefined;
  };

  return {
    push: (chunk) => {
      let at = 0;
      while (at < chunk.length) {
        if (current === undefined) {
          const taken = Math.min(headerBytes - headerLength, chunk.length - at);
          header.set(chunk.subarray(at, at + taken), headerLength);
          headerLength += taken;
          at += taken;
          if (headerLength < headerBytes) return undefined;
          headerLength = 0;
          const fault = begin();
          if (fault !== undefined) return fault;
        }
        if (current === undefined) continue;
        const part = chunk.subarray(at, at + missing);
        at += part.length;
        missing -= part.length;
        current.parts.push(part);
        if (missing > 0) continue;
        const { kind, length, parts } = current;
        entries.push({ kind, bytes: Buffer.concat(parts, length) });
        current = undefined;
      }
      return undefined;
    },
    end: () => {
      if (current !== undefined || headerLength > 0) {
        return refuse('frames_malformed', `The body ends inside frame ${entries.length}.`);
      }
      if (entries.length === 0) return refuse('frames_malformed', 'The body has no frame.');
      return { ok: true, value: entries };
    },
  };
};

/** Frames as a device sends them: the counterpart of the reader. */
export const encodeSubmission = (entries: readonly Submitted[], numberOf: (kind: EntryKind) => number): Uint8Array =>
  Buffer.concat(
    entries.flatMap(({ kind, bytes }) => {
      const header = Buffer.alloc(headerBytes);
      header.writeUInt8(numberOf(kind), 0);
      header.writeUInt32BE(bytes.length, 1);
      return [header, bytes];
    }),
  );
