const nobody = 65_534;

/** Runs synchronous work as a user whom permissions bind: they do not bind root, and tests often run as root. */
export const unprivileged = <Value>(work: () => Value): Value => {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(nobody);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
};
