import { defineEngine, type Engine } from '@sourceos/sync-kernel';

/** The engine with the same manifest, record and merging, and no hook of its own: what is left is the kernel's cost. */
export const bareEngine = ({ manifest, record, migrations, scopes, merge }: Engine): Engine =>
  defineEngine({ manifest, record, migrations, scopes, merge });
