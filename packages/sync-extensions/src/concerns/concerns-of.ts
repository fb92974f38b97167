import { arrivalConcerns } from './arrival.js';
import { blockConcerns } from './block.js';
import type { Concern, ExtensionsChange } from './concern.js';
import { enabledConcerns } from './enabled.js';
import { originConcerns } from './origin.js';
import { permissionConcerns } from './permissions.js';
import { publisherConcerns } from './publisher.js';
import { versionConcerns } from './version.js';

/** Everything about a change that a person should know first, the gravest first. */
export const concernsOf = (change: ExtensionsChange): readonly Concern[] => [
  ...blockConcerns(change),
  ...publisherConcerns(change),
  ...versionConcerns(change),
  ...enabledConcerns(change),
  ...permissionConcerns(change),
  ...originConcerns(change),
  ...arrivalConcerns(change),
];
