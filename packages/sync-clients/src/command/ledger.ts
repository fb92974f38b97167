/**
 * What a device remembers of the commands that it began, so that each runs at most once. Plain JSON: the host keeps it
 * in a file of its own, which no replica and no rollback touches.
 */
export interface CommandLedger {
  /** The latest time that the device has seen, milliseconds since the epoch: a clock that is set back revives nothing. */
  readonly latest: number;
  /** Command → how far it came, and when it expires. */
  readonly commands: Readonly<Record<string, LedgerEntry>>;
}

export interface LedgerEntry {
  /** `begun`: it may have run, whole or in part, and never runs again. */
  readonly state: 'begun' | 'applied' | 'ignored' | 'unsupported';
  /** Milliseconds since the epoch. */
  readonly expires: number;
}

export const emptyLedger: CommandLedger = { latest: 0, commands: {} };

export const entryOf = ({ commands }: CommandLedger, commandId: string): LedgerEntry | undefined =>
  Object.hasOwn(commands, commandId) ? commands[commandId] : undefined;

/** The time by which expiry is judged: the device's clock, and never earlier than it was before. */
export const ledgerTime = ({ latest }: CommandLedger, now: number): number => Math.max(latest, now);

/**
 * Notes that a command is about to run. Keep the ledger that comes back on disk before the command runs: then it runs at
 * most once, whatever happens in between. `begun` is false where it was begun before.
 *
 * @param expires the command's end, milliseconds since the epoch
 * @param now the device's clock, milliseconds since the epoch
 */
export const beginCommand = (
  ledger: CommandLedger,
  commandId: string,
  expires: number,
  now: number,
): { readonly begun: boolean; readonly ledger: CommandLedger } => {
  const latest = ledgerTime(ledger, now);
  if (entryOf(ledger, commandId) !== undefined) return { begun: false, ledger: { ...ledger, latest } };
  const commands = { ...ledger.commands, [commandId]: { state: 'begun' as const, expires } };
  return { begun: true, ledger: { latest, commands } };
};

/** Notes how a command ended. One that was not begun ends without having run. */
export const endCommand = (
  ledger: CommandLedger,
  commandId: string,
  state: Exclude<LedgerEntry['state'], 'begun'>,
  expires: number,
  now: number,
): CommandLedger => {
  const known = entryOf(ledger, commandId);
  // What was said once about a command stays.
  if (known !== undefined && known.state !== 'begun') return { ...ledger, latest: ledgerTime(ledger, now) };
  return {
    latest: ledgerTime(ledger, now),
    commands: { ...ledger.commands, [commandId]: { state, expires: known?.expires ?? expires } },
  };
};

/** Forgets commands that expired: they do not run, remembered or not. */
export const forgetExpired = (ledger: CommandLedger, now: number): CommandLedger => {
  const latest = ledgerTime(ledger, now);
  const kept = Object.entries(ledger.commands).filter(([, { expires }]) => latest < expires);
  return { latest, commands: Object.fromEntries(kept) };
};
