import { changesOf } from '@sourceos/sync-kernel';
import { manifest } from './manifest.js';
import type { ShellRecord } from './record.js';

/** Makes the changes of profiles, templates and environments, for `Replica.author`. */
export const changes = changesOf<ShellRecord>(manifest);
