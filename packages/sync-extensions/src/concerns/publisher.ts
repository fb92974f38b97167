import { membersOf, textOf, type Members } from '@sourceos/sync-kernel';
import type { Concern, ExtensionsChange } from './concern.js';

const publisherOf = (record: ExtensionsChange['after']): Members => membersOf(membersOf(record).publisher);

/** Whether somebody else answers for an extension that is there: under its name comes what another made. */
export const changesPublisher = ({ before, after }: Pick<ExtensionsChange, 'before' | 'after'>): boolean => {
  const [old, next] = [textOf(publisherOf(before).id), textOf(publisherOf(after).id)];
  return old !== undefined && next !== undefined && old !== next;
};

/** Somebody else answers for an extension, or signs for it with another key. */
export const publisherConcerns = (change: ExtensionsChange): readonly Concern[] => {
  if (change.before === undefined || change.after === undefined) return [];
  const [old, next] = [publisherOf(change.before), publisherOf(change.after)];
  const found: Concern[] = [];
  const add = (member: string, sentence: string, alternative: string): void => {
    found.push({ kind: 'publisher', pointers: [`/publisher/${member}`], sentence, alternative });
  };
  if (changesPublisher(change)) {
    add(
      'id',
      `${textOf(next.id) ?? ''} answers for it instead of ${textOf(old.id) ?? ''}: what you trusted is by somebody else.`,
      'Remove it, and install what the other offers as a new extension.',
    );
  }
  if (old.keyHash !== next.keyHash) {
    const sentence =
      next.keyHash === undefined
        ? 'Its packages are no longer signed.'
        : old.keyHash === undefined
          ? 'Its packages are signed by a key that was not there before.'
          : 'Its packages are signed by another key.';
    add('keyHash', sentence, 'Ask its publisher whether the key was changed.');
  }
  if (old.name !== next.name) {
    const [from, to] = [JSON.stringify(old.name ?? ''), JSON.stringify(next.name ?? '')];
    add('name', `Its publisher is shown as ${to} instead of ${from}.`, 'Look up the publisher in the registry.');
  }
  return found;
};
