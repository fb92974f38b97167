/** The stages of the gate, in the order in which a write passes them. */
export const stages = [
  'parse',
  'identity',
  'signature',
  'relay',
  'scope',
  'authority',
  'unseal',
  'schema',
  'policy',
  'redaction',
  'merge',
  'classify',
] as const;

export type Stage = (typeof stages)[number];
