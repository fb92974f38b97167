/** The options that every command takes. */
export interface Flags {
  /** The device's folder; the platform's by default. */
  readonly folder?: string;
  readonly json?: true;
  /** A file with the device key, in place of a passphrase. */
  readonly keyFile?: string;
}
