import { reviewCard, type ReviewCard } from '../card/review-card.js';
import type { ControlView } from '../control/control-view.js';
import { changeOf } from '../engine/change-of.js';
import type { Engine } from '../engine/engine.js';
import type { ObjectView } from '../merge/strategy.js';
import type { Entry } from './entries.js';

/** The card of a write that is here; undefined where its record could not be read, or nobody owns it. */
export const entryCard = (
  { passage, decision }: Entry,
  view: (engine: Engine, objectId: string) => ObjectView | undefined,
  control: ControlView,
): ReviewCard | undefined => {
  const { engine, version } = passage;
  if (engine === undefined || version === undefined) return undefined;
  const change = changeOf(version, view(engine, version.objectId)?.record);
  return reviewCard({ engine, version, change, control, decision });
};
