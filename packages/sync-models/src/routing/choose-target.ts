import { placeOf } from '../names/object-id.js';
import type { ModelAvailability, ModelProvider, ModelRoute } from '../record.js';
import { isWithin, residencyOf, type Residency } from '../residency/reach.js';
import { sensitivityRank } from '../residency/sensitivity-rank.js';

/** Why a target is not used; of several reasons the first. */
export type SkippedBecause =
  | 'too_sensitive'
  | 'provider_unknown'
  | 'provider_disabled'
  | 'beyond_ceiling'
  | 'model_unknown'
  | 'other_task'
  | 'not_available'
  | 'other_weights';

export type RouteTarget = ModelRoute['targets'][number];

export interface TargetChoice {
  /** What answers; undefined where nothing may. */
  readonly target: RouteTarget | undefined;
  /** The targets that were tried before it, and why they were not used. */
  readonly skipped: readonly { readonly target: RouteTarget; readonly because: SkippedBecause }[];
}

export interface TargetRequest {
  readonly route: ModelRoute;
  readonly sensitivity: ModelRoute['maxSensitivity'];
  /** The provider in force under a URN. */
  readonly provider: (providerId: string) => ModelProvider | undefined;
  /** What the device that asks has; local targets are not used without it. */
  readonly availability: ModelAvailability | undefined;
}

/** How far a request to a provider really goes: one that is reached through a network does not stay on the device. */
const reachOf = (providerId: string, { handling }: ModelProvider): Residency => {
  const residency = residencyOf(handling.residency);
  if (placeOf(providerId) === 'local') return residencyOf({ reach: 'device' });
  return residency.reach === 'device' ? residencyOf({ reach: 'own_devices' }) : residency;
};

const obstacle = (target: RouteTarget, request: TargetRequest): SkippedBecause | undefined => {
  const { route, sensitivity, availability } = request;
  const { providerId, model } = target;
  if (sensitivityRank(sensitivity) > sensitivityRank(route.maxSensitivity)) return 'too_sensitive';
  const provider = request.provider(providerId);
  if (provider === undefined) return 'provider_unknown';
  if (!provider.enabled) return 'provider_disabled';
  if (!isWithin(reachOf(providerId, provider), residencyOf(route.ceiling))) return 'beyond_ceiling';
  const offered = Object.hasOwn(provider.models, model) ? provider.models[model] : undefined;
  if (offered === undefined) return 'model_unknown';
  if (!offered.tasks.includes(route.task)) return 'other_task';
  if (placeOf(providerId) !== 'local') return undefined;
  const here = availability?.present.find((each) => each.providerId === providerId && each.model === model);
  if (here?.state !== 'ready') return 'not_available';
  return offered.weights !== undefined && here.weightsHash !== offered.weights.hash ? 'other_weights' : undefined;
};

/**
 * The target of a route that answers a request: the first that the route's own limits, its provider and the device
 * allow. The ceiling bounds what a provider says of itself, and a name stands for its weights only.
 */
export const chooseTarget = (request: TargetRequest): TargetChoice => {
  const skipped: { target: RouteTarget; because: SkippedBecause }[] = [];
  for (const target of request.route.targets) {
    const because = obstacle(target, request);
    if (because === undefined) return { target, skipped };
    skipped.push({ target, because });
  }
  return { target: undefined, skipped };
};
