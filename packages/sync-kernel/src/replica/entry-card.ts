import { reviewCard, type ReviewCard } from '../card/review-card.js';
import type { ControlView } from '../control/control-view.js';
import { changeOf } from '../engine/change-of.js';
import type { Engine } from '../engine/engine.js';
import { withSubtree } from '../engine/with-subtree.js';
import type { Collection } from './collection.js';
import type { Entry } from './entries.js';

/** The card of a write that is here; undefined where its record could not be read, or nobody owns it. */
export const entryCard = (
  { engine, version, decision }: Entry,
  collectionOf: (engine: Engine) => Pick<Collection, 'view' | 'below'>,
  control: ControlView,
): ReviewCard | undefined => {
  if (engine === undefined || version === undefined) return undefined;
  const { view, below } = collectionOf(engine);
  const change = withSubtree(engine, changeOf(version, view(version.objectId)?.record), below);
  return reviewCard({ engine, version, change, control, decision });
};
