import type { ControlView, Review } from '../../control/control-view.js';
import type { Version } from '../../model/version.js';

/** A control view that a test fills: reviews may be added while mergers hold it. */
export interface TestControl extends ControlView {
  readonly addReview: (review: Review) => void;
}

/** A control view without members and rules, whose members a test replaces. */
export const testControl = (overrides: Partial<ControlView> = {}): TestControl => {
  const reviews: Review[] = [];
  return {
    scopeId: 'urn:srcos:profile:test',
    get revision() {
      return reviews.length;
    },
    deviceKey: () => undefined,
    membership: () => undefined,
    personOf: () => undefined,
    delegation: () => undefined,
    lease: () => undefined,
    reviews: (objectId) => reviews.filter((review) => review.objectId === objectId),
    frontier: () => new Map(),
    epoch: () => 0,
    hasEpoch: () => false,
    replicated: () => null,
    ...overrides,
    addReview: (review) => void reviews.push(review),
  };
};

/** A review of a version, by a person on a device that no history has. */
export const testReview = (version: Version, overrides: Partial<Review> = {}): Review => ({
  id: `sha256:review-of-${version.id}`,
  reviewerId: 'urn:srcos:person:reviewer',
  deviceId: 'urn:srcos:device:reviewer',
  collection: 'test',
  objectId: version.objectId,
  write: version.id,
  writeDevice: version.deviceId,
  candidates: [version.id],
  sees: [],
  verdict: 'approve',
  ...overrides,
});
