import { listOf, listed, membersOf, nameOfUrn, shorten, textOf } from '@sourceos/sync-kernel';
import { placeOf } from '../names/object-id.js';
import { sensitivityRank } from '../residency/sensitivity-rank.js';
import { isWithin, residencyOf, residencyWords } from '../residency/reach.js';
import type { Concern, ModelsChange } from './concern.js';

interface Target {
  readonly key: string;
  readonly called: string;
  readonly isLocal: boolean;
}

const targetsOf = (value: unknown): readonly Target[] =>
  listOf(value).map((target) => {
    const { providerId, model } = membersOf(target);
    const [provider, name] = [textOf(providerId) ?? '', textOf(model) ?? ''];
    return {
      key: `${provider} ${name}`,
      called: `${shorten(name)} of ${shorten(nameOfUrn(provider))}`,
      isLocal: placeOf(provider) === 'local',
    };
  });

const calledOf = (targets: readonly Target[]): string => listed(targets.map(({ called }) => called));

type Add = (kind: Concern['kind'], pointer: string, sentence: string, alternative: string) => void;

/** Who answers: first of all, whether requests leave the device that stayed there. */
const targets = (before: unknown, after: unknown, isNew: boolean, add: Add): void => {
  const [old, next] = [targetsOf(before), targetsOf(after)];
  const known = new Set(old.map(({ key }) => key));
  const kept = new Set(next.map(({ key }) => key));
  const come = next.filter(({ key }) => !known.has(key));
  const gone = old.filter(({ key }) => !kept.has(key));
  const [first, was] = [next[0], old[0]];
  const remote = come.filter(({ isLocal }) => !isLocal);
  const pointer = '/targets';
  if (isNew) {
    const far = next.filter(({ isLocal }) => !isLocal);
    if (far.length === 0)
      add(
        'targets',
        pointer,
        `Requests are answered on the device, by ${calledOf(next)}.`,
        'Choose the model yourself.',
      );
    else
      add(
        'targets',
        pointer,
        `Requests may leave the device, to ${calledOf(far)}.`,
        'Take the route with targets on the device only.',
      );
    return;
  }
  if (first !== undefined && was !== undefined && was.isLocal && !first.isLocal) {
    const sentence = `Requests that were answered on the device by ${was.called} leave it, to ${first.called}.`;
    add('targets', pointer, sentence, 'Keep the target on the device before the others.');
  } else if (remote.length > 0) {
    const sentence = `Requests may leave the device, to ${calledOf(remote)}.`;
    add('targets', pointer, sentence, 'Make a route of its own for requests that may leave.');
  } else if (come.length > 0) {
    add('targets', pointer, `Requests may be answered by ${calledOf(come)}.`, 'Try the model by hand first.');
  }
  if (gone.length > 0) {
    const lost = gone.some(({ isLocal }) => isLocal) && !next.some(({ isLocal }) => isLocal);
    const rest = lost ? ', and no model of the device is left' : '';
    add(
      'targets',
      pointer,
      `Requests are no longer answered by ${calledOf(gone)}${rest}.`,
      'Keep it as the last target.',
    );
  }
  const moved =
    come.length === 0 &&
    gone.length === 0 &&
    first?.key !== was?.key &&
    (was?.isLocal ?? false) === (first?.isLocal ?? false);
  if (moved && first !== undefined)
    add('targets', pointer, `Requests are answered by ${first.called} first.`, 'Keep the order.');
};

/** How far a request may go, and how sensitive it may be. */
const limits = (before: ModelsChange['before'], after: ModelsChange['after'], add: Add): void => {
  const [old, next] = [membersOf(before), membersOf(after)];
  const [was, is] = [residencyOf(old.ceiling), residencyOf(next.ceiling)];
  if (before === undefined) {
    add('limits', '/ceiling', `They go no farther than ${residencyWords(is)}.`, 'Take the route with a lower ceiling.');
    return;
  }
  if (!isWithin(is, was)) {
    const sentence = `Requests may go as far as ${residencyWords(is)} instead of ${residencyWords(was)}.`;
    add('limits', '/ceiling', sentence, 'Make a route of its own for requests that may go so far.');
  } else if (!isWithin(was, is)) {
    add('limits', '/ceiling', `Requests go no farther than ${residencyWords(is)}.`, 'Keep the ceiling.');
  }
  const [low, high] = [sensitivityRank(old.maxSensitivity), sensitivityRank(next.maxSensitivity)];
  if (low !== high) {
    const [from, to] = [textOf(old.maxSensitivity) ?? 'nothing', textOf(next.maxSensitivity) ?? 'anything'];
    const sentence =
      high > low
        ? `Requests may hold what is ${to}, and not only what is ${from}.`
        : `Requests hold nothing more sensitive than what is ${to}.`;
    add('limits', '/maxSensitivity', sentence, 'Make a route of its own for sensitive requests.');
  }
  const [place, other] = [textOf(old.workspaceId), textOf(next.workspaceId)];
  if (place !== other) {
    const sentence =
      other === undefined
        ? `The route, made for ${shorten(place ?? '')}, holds everywhere.`
        : `The route holds for ${shorten(other)} instead of ${shorten(place ?? 'everything')}.`;
    add('limits', '/workspaceId', sentence, 'Make a route of its own for the other workspace.');
  }
  if (old.task !== next.task) {
    const sentence = `The route is taken by requests for ${textOf(next.task) ?? 'another task'} instead of ${textOf(old.task) ?? 'what it was for'}.`;
    add('limits', '/task', sentence, 'Make a route of its own for the other task.');
  }
};

/** Where requests of a kind go. */
export const routeConcerns = ({ before, after }: ModelsChange): readonly Concern[] => {
  const [old, next] = [membersOf(before), membersOf(after)];
  if (next.type !== 'ModelRoute') return [];
  const found: Concern[] = [];
  const add: Add = (kind, pointer, sentence, alternative) => {
    found.push({ kind, pointers: [pointer], sentence, alternative });
  };
  targets(old.targets, next.targets, before === undefined, add);
  limits(before, after, add);
  return found;
};
