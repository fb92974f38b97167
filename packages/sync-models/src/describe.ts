import type { Card } from '@sourceos/sync-kernel';
import { membersOf, textOf, type ModelsChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';
import { summaryOf } from './concerns/summary.js';
import { capital, listed, shorten } from './concerns/words.js';
import { kindOfId, placeOf } from './names/object-id.js';

const fields: Readonly<Record<string, string>> = {
  maxSensitivity: 'sensitivity',
  workspaceId: 'workspace',
  observedAt: 'time',
  present: 'models that are there',
};

const titleOf = ({ objectId, before, after, pointers }: ModelsChange): string => {
  const [old, next] = [membersOf(before), membersOf(after)];
  const kind = kindOfId(objectId).replaceAll('-', ' ');
  const name = textOf((after === undefined ? old : next).name) ?? textOf(old.name) ?? objectId;
  const place = placeOf(objectId);
  const called = capital(`the ${place === undefined ? '' : `${place} `}${kind} ${JSON.stringify(shorten(name))}`);
  if (after === undefined) return `${called} would be deleted.`;
  if (before === undefined) return `${called} would be created.`;
  if (pointers.length === 1 && pointers[0] === '/enabled') {
    return `${called} would be switched ${next.enabled === true ? 'on' : 'off'}.`;
  }
  const touched = [...new Set(pointers.map((pointer) => pointer.split('/')[1] ?? ''))];
  if (touched.length === 0) return `${called} would stay as it is.`;
  const words = touched.map((field) => (Object.hasOwn(fields, field) ? (fields[field] ?? field) : shorten(field)));
  return `${called} would change in ${listed(words)}.`;
};

/** The card of a change: what would happen to which route or provider, where requests would go, and what else to do. */
export const describe = (change: ModelsChange): Card => {
  const concerns = concernsOf(change);
  const alternatives = new Set(concerns.slice(0, 6).map(({ alternative }) => alternative));
  return {
    title: titleOf(change),
    risk: concerns.length === 0 ? 'It sends nothing anywhere else, and can be rolled back.' : summaryOf(concerns),
    alternatives: [...alternatives, 'Reject it and keep what is in force.'],
  };
};
