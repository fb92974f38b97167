/** What a peer's modules are imported by: the absolute path of a package's entry file. */
export type ModulePaths = Readonly<Record<string, string>>;

export interface ServerOptions {
  /** Where it keeps its data, absolute. */
  readonly folder: string;
  readonly modules: ModulePaths;
  /** Devices that will ever connect. */
  readonly devices: number;
}

export interface DeviceOptions extends ServerOptions {
  /** 0 for the device that writes, and others for those that receive. */
  readonly index: number;
  /** What the first device hands to the others; empty for itself. */
  readonly invitation: string;
}

/** A contender's server, in a process of its own. */
export interface SyncServer {
  readonly port: number;
}

/** A contender's device: it stores on disk as the contender's docs say, and syncs only while it is connected. */
export interface SyncDevice {
  /** What another device needs in order to share the records: an address, or a secret. */
  readonly invitation: () => string;
  /** Writes the records 0…count − 1 in bursts; ends when they are stored here. */
  readonly write: (count: number) => Promise<void>;
  /** Gives records a new title each; ends when that is stored here. */
  readonly edit: (indices: readonly number[], mark: string) => Promise<void>;
  /** Connects to the server and syncs from then on. */
  readonly connect: (port: number) => Promise<void>;
  readonly disconnect: () => Promise<void>;
  /** Ends when so many records are here and stored. */
  readonly holds: (count: number) => Promise<void>;
  /** Ends when the edited titles are here and stored. */
  readonly sees: (indices: readonly number[], mark: string) => Promise<void>;
}

/** A contender: how its server and its devices are made. */
export interface Adapter {
  readonly serve: (options: ServerOptions) => Promise<SyncServer>;
  readonly open: (options: DeviceOptions) => Promise<SyncDevice>;
}
