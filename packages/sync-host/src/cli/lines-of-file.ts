import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

/** Characters of a line that are kept at most; whoever reads it refuses one that is longer. */
const longest = 64 * 1_024 * 1_024;

/**
 * The lines of a file without their ends, one at a time, so that its size does not matter.
 *
 * @throws what the file system throws
 */
export function* linesOfFile(path: string): Generator<string> {
  const file = openSync(path, 'r');
  try {
    const decoder = new StringDecoder('utf8');
    const chunk = Buffer.alloc(65_536);
    let rest = '';
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) {
      const parts = (rest + decoder.write(chunk.subarray(0, read))).split('\n');
      rest = parts.pop() ?? '';
      yield* parts;
      if (rest.length > longest) break;
    }
    rest += decoder.end();
    if (rest !== '') yield rest;
  } finally {
    closeSync(file);
  }
}
