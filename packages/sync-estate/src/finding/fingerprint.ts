/**
 * A name for a fault: 32 hexadecimal digits that stay the same while what they are made of does.
 *
 * @param parts what tells the fault from others, as JSON
 */
export const fingerprint = (parts: readonly unknown[]): string =>
  // Loaded where there is something to name: a check that finds nothing starts without it.
  process.getBuiltinModule('node:crypto').createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
