import type { Change } from '@sourceos/sync-kernel';
import type { MemoryMeshRecord } from '../record.js';

export type MemoryChange = Change<MemoryMeshRecord>;
