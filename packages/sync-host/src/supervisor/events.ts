import type { Decision, StateReport } from '@sourceos/sync-kernel';

/** What a host tells while it works. Each comes after what it tells of is durable. */
export type SupervisorEvent =
  /** Local writes are durable and in force, and wait to be sent. */
  | { readonly kind: 'queued'; readonly engineId: string; readonly scopeId: string; readonly writes: number }
  /** The relay's receipts for writes were verified. */
  | { readonly kind: 'sent'; readonly engineId: string; readonly scopeId: string; readonly writes: number }
  /** Writes came from elsewhere and were judged. */
  | { readonly kind: 'received'; readonly engineId: string; readonly scopeId: string; readonly writes: number }
  /** The gate decided, or decided anew; without an engine where no engine owns the collection. */
  | {
      readonly kind: 'decided';
      readonly engineId: string | undefined;
      readonly scopeId: string;
      readonly decisions: readonly Decision[];
    }
  /** An engine shows another state. */
  | {
      readonly kind: 'state';
      readonly engineId: string;
      readonly before: StateReport['state'] | undefined;
      readonly report: StateReport;
    }
  /** An engine's own work failed, or the sync of a scope; it is tried again at `retryAt` (milliseconds since 1970). */
  | {
      readonly kind: 'failed';
      readonly engineId?: string;
      readonly scopeId?: string;
      readonly code: string;
      readonly message: string;
      readonly retryAt?: number;
    };

export type SupervisorListener = (event: SupervisorEvent) => void;

/** Those who listen. */
export interface Listeners {
  readonly emit: SupervisorListener;
  readonly on: (listener: SupervisorListener) => () => void;
  readonly isHeard: () => boolean;
}

export const createListeners = (): Listeners => {
  const listeners = new Set<SupervisorListener>();
  return {
    emit: (event) => {
      for (const listener of [...listeners]) listener(event);
    },
    isHeard: () => listeners.size > 0,
    on: (listener) => {
      // Two who listen with one function are two.
      const own: SupervisorListener = (event) => {
        listener(event);
      };
      listeners.add(own);
      return () => void listeners.delete(own);
    },
  };
};
