import type { RelayLimits } from '../limits/limits.js';

/** Small blobs for devices that are no members yet: they expire, and nothing of them is durable. */
export interface Mailboxes {
  /** `taken` where the slot holds other bytes, `full` where there is no room. */
  readonly put: (id: string, slot: string, bytes: Uint8Array) => 'put' | 'taken' | 'full';
  readonly get: (id: string, slot: string) => Uint8Array | undefined;
  readonly remove: (id: string, slot: string) => boolean;
}

interface Source {
  readonly limits: Pick<RelayLimits, 'mailboxes' | 'mailboxSeconds'>;
  readonly now: () => number;
}

/** Nothing is replaced: whoever knows a mailbox could otherwise put something else in the place of what waits there. */
export const createMailboxes = ({ limits, now }: Source): Mailboxes => {
  // In the order of putting, which is that of expiry.
  const slots = new Map<string, { readonly bytes: Buffer; readonly expires: number }>();
  const live = (name: string) => {
    const found = slots.get(name);
    return found !== undefined && found.expires > now() ? found : undefined;
  };
  return {
    put: (id, slot, bytes) => {
      const time = now();
      for (const [name, { expires }] of slots) {
        if (expires > time) break;
        slots.delete(name);
      }
      const name = `${id}/${slot}`;
      const there = live(name);
      if (there !== undefined) return there.bytes.equals(bytes) ? 'put' : 'taken';
      if (slots.size >= limits.mailboxes) return 'full';
      slots.set(name, { bytes: Buffer.from(bytes), expires: time + limits.mailboxSeconds * 1_000 });
      return 'put';
    },
    get: (id, slot) => live(`${id}/${slot}`)?.bytes,
    remove: (id, slot) => slots.delete(`${id}/${slot}`),
  };
};
