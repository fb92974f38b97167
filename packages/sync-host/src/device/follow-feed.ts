import { backOff, backOffLimits, type BackOffLimits } from '../relay-client/back-off.js';
import type { ClientFault, RelayClient } from '../relay-client/client.js';
import type { FeedListener } from '../relay-client/transport.js';

export interface FollowOptions {
  readonly scopeId: string;
  /** The relay as it is now; undefined where there is none. */
  readonly client: () => RelayClient | undefined;
  /** Up to which entry all is here. */
  readonly after: () => number;
  /** Something may have come, or has. */
  readonly heard: FeedListener['onEntries'];
  /** From 0 to below 1. */
  readonly draw: () => number;
  readonly limits?: BackOffLimits;
}

/** Keeps a feed open: opened again after it closed, later and later while that fails. Returns how to stop. */
export const followFeed = (options: FollowOptions): (() => void) => {
  const { scopeId, client, after, heard, draw, limits = backOffLimits } = options;
  let stopped = false;
  let failures = 0;
  let close: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;

  const later = (fault: { readonly retryAfter?: number } | ClientFault): void => {
    if (stopped) return;
    close = undefined;
    failures += 1;
    const wait = Math.max(backOff(failures, draw, limits), 'retryAfter' in fault ? (fault.retryAfter ?? 0) : 0);
    timer = setTimeout(() => void open(), wait);
    timer.unref();
  };

  const open = async (): Promise<void> => {
    const relay = client();
    if (relay === undefined) {
      later({});
      return;
    }
    const opened = await relay.feed(scopeId, after(), {
      onEntries: (page) => {
        failures = 0;
        return stopped ? undefined : heard(page);
      },
      onClose: later,
    });
    if (!opened.ok) {
      later(opened);
      return;
    }
    close = opened.value;
    if (stopped) close();
  };

  void open();
  return () => {
    stopped = true;
    clearTimeout(timer);
    close?.();
  };
};
