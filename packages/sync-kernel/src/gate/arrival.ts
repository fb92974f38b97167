/** How a batch came here, as the host found it. */
export interface Arrival {
  /** The relay that brought it: `urn:srcos:relay:…`; absent for what comes from a peer or a file. */
  readonly relayId?: string;
  /** What is wrong with that relay: its signed heads contradict each other, or its key is not the expected one. */
  readonly relayFault?: 'heads_contradict' | 'relay_key_changed';
}
