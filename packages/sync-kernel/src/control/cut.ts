/** What revocations of one device, key, delegation or lease leave of it, all of them together. */
export interface Cut {
  /** Device → its last dot that stands; 0 for one that is not there. */
  readonly stands: ReadonlyMap<string, number>;
  /** Statements that stand although their signer was cut. */
  readonly keeps: ReadonlySet<string>;
}

/** Who is judged by a cut: a write by its dot, or a control statement by its id. */
export type Subject = { readonly deviceId: string; readonly n: number } | { readonly statement: string };

/** Two revocations of one thing: the lowest dot wins, and only what both keep is kept. It only ever shrinks. */
export const joinCuts = (a: Cut | undefined, b: Cut): Cut => {
  if (a === undefined) return b;
  const stands = new Map<string, number>();
  for (const [deviceId, n] of a.stands) {
    const other = b.stands.get(deviceId);
    if (other !== undefined) stands.set(deviceId, Math.min(n, other));
  }
  return { stands, keeps: new Set([...a.keeps].filter((id) => b.keeps.has(id))) };
};

/** Whether the subject stands in spite of the cut. */
export const passes = (cut: Cut | undefined, subject: Subject): boolean => {
  if (cut === undefined) return true;
  return 'statement' in subject
    ? cut.keeps.has(subject.statement)
    : subject.n <= (cut.stands.get(subject.deviceId) ?? 0);
};
