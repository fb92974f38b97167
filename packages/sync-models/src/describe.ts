import { cardOf, changeTitle, kindOfUrn, membersOf, quoted, textOf, type Card } from '@sourceos/sync-kernel';
import type { ModelsChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';
import { placeOf } from './names/object-id.js';

const memberWords: Readonly<Record<string, string>> = {
  maxSensitivity: 'sensitivity',
  workspaceId: 'workspace',
  observedAt: 'time',
  present: 'models that are there',
};

const titleOf = (change: ModelsChange): string => {
  const { objectId, before, after, pointers } = change;
  const [old, next] = [membersOf(before), membersOf(after)];
  const kind = kindOfUrn(objectId).replaceAll('-', ' ');
  const name = textOf((after === undefined ? old : next).name) ?? textOf(old.name) ?? objectId;
  const place = placeOf(objectId);
  const words = `The ${place === undefined ? '' : `${place} `}${kind} ${quoted(name)}`;
  if (before !== undefined && after !== undefined && pointers.length === 1 && pointers[0] === '/enabled') {
    return `${words} would be switched ${next.enabled === true ? 'on' : 'off'}.`;
  }
  return changeTitle(words, change, memberWords);
};

/** The card of a change: what would happen to which route or provider, where requests would go, and what else to do. */
export const describe = (change: ModelsChange): Card =>
  cardOf({
    title: titleOf(change),
    concerns: concernsOf(change),
    harmless: 'It sends nothing anywhere else, and can be rolled back.',
  });
