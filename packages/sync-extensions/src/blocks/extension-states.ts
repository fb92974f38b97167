import { blockIdOf } from '../names/object-id.js';
import type { Extension, ExtensionBlock, ExtensionsRecord } from '../record.js';
import { isBlocked } from './blocked.js';

/** Whether an extension runs, and why not where it does not. */
export interface ExtensionState {
  readonly objectId: string;
  readonly record: Extension;
  /** `off`: the person has it off. `blocked`: a policy keeps it off, whatever the person wants. */
  readonly state: 'on' | 'off' | 'blocked';
  /** The policy's word, for the person whose extension stays off. */
  readonly block?: ExtensionBlock;
}

/** Which extensions a host runs, from the records in force: on where a person has them on and no policy keeps them off. */
export const extensionStates = (
  entries: Iterable<readonly [objectId: string, record: ExtensionsRecord]>,
): readonly ExtensionState[] => {
  const blocks = new Map<string, ExtensionBlock>();
  const extensions: (readonly [string, Extension])[] = [];
  for (const [objectId, record] of entries) {
    if (record.type === 'ExtensionBlock') blocks.set(objectId, record);
    else extensions.push([objectId, record]);
  }
  return extensions.map(([objectId, record]) => {
    const block = blocks.get(blockIdOf(objectId));
    if (block !== undefined && isBlocked({ ...block }, record.version)) {
      return { objectId, record, state: 'blocked', block };
    }
    return { objectId, record, state: record.enabled ? 'on' : 'off' };
  });
};
