import type { WriteBytes } from '../wire/batch.js';
import { parseLeaf, type ParsedLeaf } from '../wire/header.js';
import { ownCopy } from '../wire/utf8.js';
import type { CausalClock, Write, WriteHeader } from '../wire/write.js';

/**
 * A write with its bytes where they are, in the batch that it came in. What is asked of every write again and again
 * stands here; its header is read off the bytes anew once it was let go, since it is larger than all of that together.
 */
export class ArrivedWrite implements Write {
  readonly id: string;
  readonly clock: CausalClock;
  readonly objectId: string;
  readonly collection: string;
  readonly operation: WriteHeader['operation'];
  readonly deviceId: string;
  readonly authorId: string;
  readonly encryptionScope: WriteHeader['encryptionScope'];
  readonly #bytes: WriteBytes;
  #header: WriteHeader | undefined;

  constructor(id: string, { header, clock }: ParsedLeaf, bytes: WriteBytes) {
    this.id = id;
    this.clock = clock;
    this.objectId = ownCopy(header.objectId);
    this.collection = header.collection;
    this.operation = header.operation;
    this.deviceId = header.deviceId;
    this.authorId = header.authorId;
    this.encryptionScope = header.encryptionScope;
    this.#bytes = bytes;
    this.#header = header;
  }

  get header(): WriteHeader {
    if (this.#header === undefined) {
      const read = parseLeaf(this.leaf);
      if (!read.ok) throw new TypeError(`The batch of ${this.id} was changed after it was read.`);
      this.#header = read.value.header;
    }
    return this.#header;
  }

  /** Lets the header go, until it is asked for. */
  releaseHeader(): void {
    this.#header = undefined;
  }

  get leaf(): Uint8Array {
    return this.#bytes.leaf;
  }

  get payload(): Uint8Array {
    return this.#bytes.payload;
  }
}
