import type { Message } from './network.js';
import type { Node } from './node.js';

/** Every batch and control record that was ever sent, unharmed and in the order in which it was made. */
export interface Ledger {
  readonly add: (kind: Message['kind'], bytes: Uint8Array) => Message;
  readonly all: () => readonly Message[];
}

export const createLedger = (): Ledger => {
  const all: Message[] = [];
  return {
    add: (kind, bytes) => {
      const message: Message = { kind, bytes, tampered: false };
      all.push(message);
      return message;
    },
    all: () => all,
  };
};

/** Gives messages to a node in the order given. */
export const feed = (node: Node, messages: readonly Message[], now: number): Node => {
  for (const { kind, bytes } of messages) {
    if (kind === 'batch') node.receive(bytes, now);
    else node.receiveControl(bytes, now);
  }
  return node;
};
