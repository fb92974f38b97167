const order: readonly unknown[] = ['public', 'internal', 'personal', 'confidential', 'restricted'];

/** How sensitive something is, from 0; what is not known is more than anything. */
export const sensitivityRank = (sensitivity: unknown): number => {
  const rank = order.indexOf(sensitivity);
  return rank === -1 ? order.length : rank;
};
