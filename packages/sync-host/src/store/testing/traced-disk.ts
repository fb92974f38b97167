/** What a process asked of the disk, as strace recorded it, and what a power cut would have left of it. */

/** One request for a file of the folder that was watched, or a text that the process said. */
export type Request =
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'created' | 'synced' | 'removed'; readonly file: string }
  | { readonly kind: 'folder-synced' }
  | { readonly kind: 'cut'; readonly file: string; readonly length: number }
  | { readonly kind: 'written'; readonly file: string; readonly at: number; readonly bytes: Uint8Array };

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll('\\x', ''), 'hex'));

const calls: readonly [RegExp, (file: string, parts: readonly string[]) => Request][] = [
  [
    /^pwrite64\(\d+<([^>]*)>, "((?:\\x[0-9a-f]{2})*)", \d+, (\d+)\) = \d+$/,
    (file, [hex = '', at]) => ({ kind: 'written', file, at: Number(at), bytes: bytesOf(hex) }),
  ],
  [/^f(?:data)?sync\(\d+<([^>]*)>\) = 0$/, (file) => ({ kind: 'synced', file })],
  [/^ftruncate\(\d+<([^>]*)>, (\d+)\) = 0$/, (file, [length]) => ({ kind: 'cut', file, length: Number(length) })],
  [/^unlink(?:at)?\((?:AT_FDCWD[^,]*, )?"([^"]*)"(?:, 0)?\) = 0$/, (file) => ({ kind: 'removed', file })],
  [/^openat\(AT_FDCWD[^,]*, "([^"]*)", [^)]*O_CREAT.*\) = \d+/, (file) => ({ kind: 'created', file })],
];
const said = /^write\(1<[^>]*>, "((?:\\x[0-9a-f]{2})*)", \d+\) = \d+$/;

/** With `-xx` names are written in hexadecimal too. */
const nameOf = (text: string): string => (text.startsWith('\\x') ? Buffer.from(bytesOf(text)).toString() : text);

/**
 * Reads what `strace -y -xx` wrote of a process's main thread.
 *
 * @param folder the folder whose files are of interest; `-shm`, which is memory and not disk, is none of them
 * @throws Error for a request to such a file that this cannot read: a cut would be simulated wrongly
 */
export const readTrace = (text: string, folder: string): readonly Request[] =>
  text.split('\n').flatMap((line): Request[] => {
    const spoken = said.exec(line);
    if (spoken !== null) return [{ kind: 'said', text: Buffer.from(bytesOf(spoken[1] ?? '')).toString() }];
    for (const [pattern, make] of calls) {
      const found = pattern.exec(line);
      if (found === null) continue;
      const [, name = '', ...parts] = found;
      const path = nameOf(name);
      if (path === folder) return [{ kind: 'folder-synced' }];
      if (!path.startsWith(`${folder}/`) || path.endsWith('-shm')) return [];
      return [make(path.slice(folder.length + 1), parts)];
    }
    const isOfFolder = line.includes(`<${folder}/`) && !line.includes('-shm>');
    if (isOfFolder && /^(?:p?writev?(?:64)?|f(?:data)?sync|ftruncate)\(/.test(line)) {
      throw new Error(`The trace has a request that cannot be read: ${line.slice(0, 200)}`);
    }
    return [];
  });

/** Bytes that a disk writes all or none of. */
const sector = 512;

/** A file's bytes, with room to grow. */
interface Image {
  room: Uint8Array;
  length: number;
}

type Change = Extract<Request, { kind: 'written' | 'cut' }>;

interface File {
  /** What is on the disk for sure. */
  readonly durable: Image;
  /** What was asked for since the last sync: any of it may be there. */
  pending: Change[];
  /** Whether the folder's entry is on the disk for sure. */
  isNamed: boolean;
}

const setLength = (image: Image, length: number): void => {
  if (length > image.room.length) {
    const larger = new Uint8Array(2 * length);
    larger.set(image.room.subarray(0, image.length));
    image.room = larger;
  }
  if (length < image.length) image.room.fill(0, length, image.length);
  image.length = length;
};

/** Makes a change, or those of its sectors that are kept. */
const apply = (image: Image, request: Change, keep: () => boolean): void => {
  if (request.kind === 'cut') {
    if (keep()) setLength(image, request.length);
    return;
  }
  const { at, bytes } = request;
  for (let from = 0; from < bytes.length;) {
    const until = Math.min(bytes.length, from + sector - ((at + from) % sector));
    if (keep()) {
      if (at + until > image.length) setLength(image, at + until);
      image.room.set(bytes.subarray(from, until), at + from);
    }
    from = until;
  }
};

/**
 * The files as they are after a power cut: what was synced is there; of the rest, each sector is there or not, and so is
 * each name that the folder was not synced for.
 *
 * @param chance a number from 0 to 1, for each thing that may be there
 */
export const afterCut = (requests: readonly Request[], chance: () => number): ReadonlyMap<string, Uint8Array> => {
  const files = new Map<string, File>();
  /** Files that were removed, and whose removal may not have reached the disk. */
  const leaving = new Map<string, File>();
  const open = (name: string): File => {
    const file = files.get(name) ?? { durable: { room: new Uint8Array(0), length: 0 }, pending: [], isNamed: false };
    files.set(name, file);
    return file;
  };
  for (const request of requests) {
    switch (request.kind) {
      case 'said':
        break;
      case 'created':
        open(request.file);
        break;
      case 'written':
      case 'cut':
        open(request.file).pending.push(request);
        break;
      case 'synced': {
        const file = open(request.file);
        for (const each of file.pending) apply(file.durable, each, () => true);
        file.pending = [];
        break;
      }
      case 'removed': {
        const file = files.get(request.file);
        if (file !== undefined) leaving.set(request.file, file);
        files.delete(request.file);
        break;
      }
      case 'folder-synced':
        leaving.clear();
        for (const file of files.values()) file.isNamed = true;
        break;
    }
  }
  const left = new Map<string, Uint8Array>();
  const leave = (name: string, { durable, pending }: File): void => {
    // Often all or nothing of what was pending, otherwise sector by sector.
    const mood = chance();
    const keep = (): boolean => (mood < 0.25 ? false : mood > 0.75 ? true : chance() < 0.5);
    for (const each of pending) apply(durable, each, keep);
    left.set(name, durable.room.slice(0, durable.length));
  };
  for (const [name, file] of leaving) if (file.isNamed && chance() < 0.5) leave(name, file);
  for (const [name, file] of files) if (file.isNamed || chance() < 0.5) leave(name, file);
  return left;
};
