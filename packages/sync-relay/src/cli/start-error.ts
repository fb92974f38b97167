/** Why a relay does not start, with the exit code of each: 2 the configuration is wrong, 3 something cannot be had. */
export const startFaults = {
  key_exposed: 2,
  key_malformed: 2,
  folder_unusable: 3,
  store_in_use: 3,
  store_unusable: 3,
  port_unusable: 3,
} as const;
export type StartFault = keyof typeof startFaults;

/** That a relay does not start, and what to do about it. */
export class StartError extends Error {
  override readonly name = 'StartError';
  constructor(
    readonly code: StartFault,
    message: string,
  ) {
    super(message);
  }
}
