const WORD = 32;
const CHUNK_BITS = 1024;

/** A set of dots, one bit each where they are dense: what was collected and must not come back as if it were new. */
export class Dots {
  readonly #chunks = new Map<string, Map<number, Uint32Array>>();

  add(deviceId: string, n: number): void {
    let chunks = this.#chunks.get(deviceId);
    if (chunks === undefined) this.#chunks.set(deviceId, (chunks = new Map<number, Uint32Array>()));
    const index = Math.floor(n / CHUNK_BITS);
    let chunk = chunks.get(index);
    if (chunk === undefined) chunks.set(index, (chunk = new Uint32Array(CHUNK_BITS / WORD)));
    const bit = n % CHUNK_BITS;
    chunk[bit >>> 5] = (chunk[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }

  has(deviceId: string, n: number): boolean {
    const chunk = this.#chunks.get(deviceId)?.get(Math.floor(n / CHUNK_BITS));
    const bit = n % CHUNK_BITS;
    return chunk !== undefined && ((chunk[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0;
  }
}
