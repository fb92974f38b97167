import { bookmarkConcerns } from './bookmark.js';
import { bridgeGrantConcerns } from './bridge-grant.js';
import type { BrowserChange, Concern } from './concern.js';
import { containerConcerns } from './container.js';
import { profileConcerns } from './profile.js';

/** Everything about a change that a person should know first, the gravest first. */
export const concernsOf = (change: BrowserChange): readonly Concern[] => [
  ...bridgeGrantConcerns(change),
  ...profileConcerns(change),
  ...containerConcerns(change),
  ...bookmarkConcerns(change),
];
