import type { Engine } from '@sourceos/sync-kernel';
import type { ScopeRow } from '../store/rows.js';
import type { DeviceOptions, ScopeEvent } from './device.js';

/** What every part of a scope works on. */
export interface ScopeParts {
  readonly options: DeviceOptions;
  readonly row: Pick<ScopeRow, 'scopeId' | 'genesis'>;
  /** The engines that run here. */
  readonly engines: readonly Engine[];
  /** Every profile, workspace and org of the device. */
  readonly memberOf: readonly string[];
  /** Tells what happened, after it is durable. */
  readonly emit: (event: ScopeEvent) => void;
}
