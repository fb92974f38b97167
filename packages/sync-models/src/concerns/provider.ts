import { membersOf, ownMember, shorten, textOf } from '@sourceos/sync-kernel';
import { toPointer } from '@sourceos/sync-spec';
import { hostOf, oddity } from '../addresses/endpoint.js';
import { placeOf } from '../names/object-id.js';
import { isWithin, residencyOf, residencyWords } from '../residency/reach.js';
import type { Concern, ModelsChange } from './concern.js';

type Add = (kind: Concern['kind'], pointer: string, sentence: string, alternative: string) => void;

const location = (before: unknown, after: unknown, add: Add): void => {
  const [old, next] = [membersOf(before), membersOf(after)];
  const [was, is] = [textOf(old.endpoint), textOf(next.endpoint)];
  if (is !== undefined && was !== is) {
    const host = hostOf(is);
    const odd = oddity(is);
    const pointer = '/location/endpoint';
    if (was === undefined)
      add('location', pointer, `What is sent to it goes to ${host}.`, 'Ask who runs that machine.');
    else if (hostOf(was) !== host) {
      const sentence = `What is sent to it goes to ${host} instead of ${hostOf(was)}.`;
      add('location', pointer, sentence, 'Make a provider of its own for the other machine.');
    } else add('location', pointer, `What is sent to it goes to another address of ${host}.`, 'Keep the address.');
    if (odd !== undefined)
      add('location', pointer, `${host} ${odd}.`, 'Ask for the address under the name of who runs it.');
  }
  const [secret, other] = [textOf(old.credential), textOf(next.credential)];
  if (before !== undefined && secret !== other) {
    const sentence =
      other === undefined ? 'It is used without a credential.' : `It is given the secret ${shorten(other)}.`;
    add('location', '/location/credential', sentence, 'Keep the secret that it has.');
  }
  const [runtime, another] = [textOf(old.runtime), textOf(next.runtime)];
  if (runtime !== undefined && another !== undefined && runtime !== another) {
    add(
      'location',
      '/location/runtime',
      `Its models are run by ${another} instead of ${runtime}.`,
      'Keep the runtime.',
    );
  }
};

const handling = (before: unknown, after: unknown, add: Add): void => {
  const [old, next] = [membersOf(before), membersOf(after)];
  const [was, is] = [residencyOf(old.residency), residencyOf(next.residency)];
  const pointer = '/handling/residency';
  if (!isWithin(is, was)) {
    const sentence = `What is sent to it goes as far as ${residencyWords(is)} instead of ${residencyWords(was)}.`;
    add('handling', pointer, sentence, 'Keep the residency, or ask its provider for one.');
  } else if (!isWithin(was, is)) {
    const sentence = `It is said to send data no farther than ${residencyWords(is)} instead of ${residencyWords(was)}: routes with a lower ceiling will use it.`;
    add('handling', pointer, sentence, 'Check what its provider promises first.');
  }
  const [days, other] = [Number(old.retentionDays), Number(next.retentionDays)];
  if (days !== other) {
    const sentence =
      other > days
        ? `It keeps what it is sent for ${String(other)} days instead of ${String(days)}.`
        : `It is said to keep what it is sent for ${String(other)} days and no longer ${String(days)}.`;
    add('handling', '/handling/retentionDays', sentence, 'Check what its provider promises first.');
  }
  if (old.trainsOnInput !== next.trainsOnInput) {
    const sentence =
      next.trainsOnInput === true
        ? 'It may learn from what it is sent.'
        : 'It is said to learn no longer from what it is sent.';
    add('handling', '/handling/trainsOnInput', sentence, 'Check what its provider promises first.');
  }
};

const weights = (before: unknown, after: unknown, add: Add): void => {
  const [old, next] = [membersOf(before), membersOf(after)];
  for (const name of new Set([...Object.keys(next), ...Object.keys(old)])) {
    const was = textOf(membersOf(membersOf(ownMember(old, name)).weights).hash);
    const is = textOf(membersOf(membersOf(ownMember(next, name)).weights).hash);
    if (was === is) continue;
    const pointer = toPointer(['models', name, 'weights']);
    const called = shorten(name);
    if (is === undefined) add('weights', pointer, `Nothing is loaded as ${called} any more.`, 'Keep the model.');
    else if (was === undefined) {
      add(
        'weights',
        pointer,
        `A file is loaded as ${called}, and runs on the device.`,
        'Check its hash with its publisher.',
      );
    } else {
      const sentence = `Another file is loaded as ${called}, under the name that people trust.`;
      add('weights', pointer, sentence, 'Give the other file a name of its own.');
    }
  }
};

/** Something that runs models comes, is switched on, goes elsewhere, or does something else with what it is sent. */
export const providerConcerns = ({ objectId, before, after }: ModelsChange): readonly Concern[] => {
  const [old, next] = [membersOf(before), membersOf(after)];
  if (next.type !== 'ModelProvider') return [];
  const found: Concern[] = [];
  const add: Add = (kind, pointer, sentence, alternative) => {
    found.push({ kind, pointers: [pointer], sentence, alternative });
  };
  const isLocal = placeOf(objectId) === 'local';
  if (next.enabled === true && old.enabled !== true) {
    const endpoint = textOf(membersOf(next.location).endpoint);
    const sentence = isLocal
      ? 'Routes may use the models that it runs on the device.'
      : `Routes may send requests to ${endpoint === undefined ? 'another machine' : hostOf(endpoint)}.`;
    add('enabled', '/enabled', sentence, 'Take it switched off, and look at it first.');
  }
  if (isLocal && old.enabled === true && next.enabled === false) {
    const sentence = 'Requests that it answered on the device go on to the next target of their route.';
    add('enabled', '/enabled', sentence, 'Look at the routes that try it first.');
  }
  location(old.location, next.location, add);
  if (before !== undefined) handling(old.handling, next.handling, add);
  else
    add(
      'handling',
      '/handling',
      `What is sent to it goes as far as ${residencyWords(residencyOf(membersOf(next.handling).residency))}.`,
      'Check what its provider promises first.',
    );
  weights(old.models, next.models, add);
  return found;
};
