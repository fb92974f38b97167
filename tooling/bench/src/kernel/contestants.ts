import type { PeerName } from '../peers.js';

/** A contender over the trace, and the peer's module that it is made of. */
export interface Contestant {
  readonly id: 'verify' | 'merger' | 'gate' | 'automerge' | 'yjs' | 'loro';
  readonly name: string;
  /** For the reader of the table. */
  readonly does: string;
  readonly peer?: { readonly name: PeerName; readonly entry: string };
}

export const verification: Contestant = {
  id: 'verify',
  name: 'one Ed25519 verification a write',
  does: '`crypto.verify` of node:crypto over messages of 256 bytes, with the key as a `KeyObject` made once: what signing each write alone would cost its readers, and nothing else.',
};

export const wholeGate: Contestant = {
  id: 'gate',
  name: 'whole gate',
  does: 'Each burst is one signed batch of sealed writes; all twelve stages run with a policy, a redaction and an audit hook, and `graph_merge` comes at the end.',
};

export const graphMerge: Contestant = {
  id: 'merger',
  name: 'graph_merge alone',
  does: 'The versions as they leave the gate, opened and validated, added to the merger one by one.',
};

export const peerContestants: readonly (Contestant & Required<Pick<Contestant, 'peer'>>)[] = [
  {
    id: 'automerge',
    name: 'Automerge',
    peer: { name: '@automerge/automerge', entry: 'dist/mjs/entrypoints/fullfat_node.js' },
    does: 'A map of maps; one change for each operation, one `applyChanges` for each burst. Texts are `ImmutableString`, which is cheaper than collaborative text. No tree: the parent is a field.',
  },
  {
    id: 'yjs',
    name: 'Yjs',
    peer: { name: 'yjs', entry: 'dist/yjs.mjs' },
    does: 'A `Y.Map` of maps; one transaction for each operation, one `applyUpdate` for each burst. No tree: the parent is a field.',
  },
  {
    id: 'loro',
    name: 'Loro',
    peer: { name: 'loro-crdt', entry: 'nodejs/index.js' },
    does: 'Its movable tree, whose nodes carry maps; one commit for each operation, one `import` for each burst.',
  },
];
