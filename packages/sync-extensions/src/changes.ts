import { changesOf } from '@sourceos/sync-kernel';
import { manifest } from './manifest.js';
import { extensionId } from './names/object-id.js';
import type { Extension, ExtensionsRecord } from './record.js';

const maker = changesOf<ExtensionsRecord>(manifest);

/** Makes the changes of extensions, for `Replica.author`. */
export const changes = {
  ...maker,
  /** An extension as it is installed, under the object that its surface and its identifier name. */
  install: (extension: Extension) => maker.put(extensionId(extension.surface, extension.identifier), extension),
  /** Another version of the same, its package named by its hash. */
  update: (objectId: string, version: string, packageHash: string) => maker.patch(objectId, { version, packageHash }),
  /** Switches an extension on, which is reviewed elsewhere, or off, which is in force at once. */
  switch: (objectId: string, enabled: boolean) => maker.patch(objectId, { enabled }),
} as const;
