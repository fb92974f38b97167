import type { ControlView, Review } from '@sourceos/sync-kernel';

/** A scope in which everybody may do everything, and a person has decided what `reviews` says. */
export const lawfulControl = (reviews: readonly Review[] = []): ControlView => ({
  scopeId: 'urn:srcos:workspace:laws',
  revision: reviews.length,
  deviceKey: () => undefined,
  membership: () => undefined,
  personOf: () => undefined,
  delegation: () => undefined,
  lease: () => undefined,
  reviews: (objectId) => reviews.filter((review) => review.objectId === objectId),
  frontier: () => new Map(),
  epoch: () => 1,
  hasEpoch: (epoch) => epoch === 1,
  replicated: () => null,
});
