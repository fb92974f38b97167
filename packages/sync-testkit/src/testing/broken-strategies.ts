import {
  strategies,
  type Merger,
  type MergerOptions,
  type Review,
  type Strategy,
  type Version,
} from '@sourceos/sync-kernel';
import type { MergeStrategy } from '@sourceos/sync-spec';
import { observer } from '../laws/subject.js';

/** A strategy that breaks one law. */
export interface BrokenStrategy {
  readonly law: string;
  readonly strategy: Strategy;
}

/** The strategy with something of its mergers replaced; `added` is what arrived, in order. */
const spoiled = (
  name: MergeStrategy,
  law: string,
  spoil: (merger: Merger, added: readonly Version[], options: MergerOptions) => Partial<Merger>,
): BrokenStrategy => ({
  law,
  strategy: {
    name,
    createMerger: (options) => {
      const merger = strategies[name].createMerger(options);
      const added: Version[] = [];
      const add: Merger['add'] = (version) => {
        added.push(version);
        return merger.add(version);
      };
      return { ...merger, add, ...spoil({ ...merger, add }, added, options) };
    },
  },
});

/** The strategy, made for something else than what is asked. */
const misled = (
  name: MergeStrategy,
  law: string,
  mislead: (options: MergerOptions) => MergerOptions,
): BrokenStrategy => ({
  law,
  strategy: { name, createMerger: (options) => strategies[name].createMerger(mislead(options)) },
});

const withReviews = (change: (reviews: readonly Review[]) => readonly Review[]) => (options: MergerOptions) => ({
  ...options,
  control: { ...options.control, reviews: (objectId: string) => change(options.control.reviews(objectId)) },
});

const general: readonly BrokenStrategy[] = [
  spoiled('crdt', 'the replicated state does not depend on order, repetition or batching', (_, added) => ({
    replicated: () => added.map(({ id }) => id),
  })),
  spoiled('crdt', 'what a device sees does not depend on order, repetition or batching', (merger, added) => ({
    view: (objectId) => {
      const view = merger.view(objectId);
      const last = added.findLast((version) => version.objectId === objectId);
      return view && { ...view, record: last?.record };
    },
  })),
  spoiled('crdt', 'the replicated state does not depend on the device', (merger, _, { deviceId }) => ({
    replicated: () => [deviceId, merger.replicated()],
  })),
  spoiled('crdt', 'a version that is there already is superseded and changes nothing', (merger) => ({
    add: (version) => ({ ...merger.add(version), outcome: 'applied' }),
  })),
  spoiled('crdt', 'looking changes nothing', (merger) => {
    let looks = 0;
    return { replicated: () => [(looks += 1), merger.replicated()] };
  }),
  spoiled('crdt', 'a write that is held is not in force', (merger) => ({
    view: (objectId) => {
      const view = merger.view(objectId);
      return view && { ...view, held: view.inForce };
    },
  })),
  spoiled('crdt', 'the context of an object covers all that is known of it', (merger) => ({
    view: (objectId) => {
      const view = merger.view(objectId);
      return view && { ...view, context: new Map() };
    },
  })),
  spoiled('crdt', 'nothing is forgotten that somebody has not acknowledged', (merger) => {
    let forgotten = false;
    return {
      replicated: () => (forgotten ? null : merger.replicated()),
      collect: () => {
        forgotten = true;
        return 0;
      },
    };
  }),
];

const notHeld = (merger: Merger): Partial<Merger> => ({
  view: (objectId) => {
    const view = merger.view(objectId);
    return view && { ...view, held: [] };
  },
});

const settling = (name: MergeStrategy): readonly BrokenStrategy[] => [
  misled(
    name,
    'an approval puts what was held in force',
    withReviews(() => []),
  ),
  misled(
    name,
    'a rejection keeps what was held out of force',
    withReviews((reviews) => reviews.map((review) => ({ ...review, verdict: 'approve' as const }))),
  ),
  misled(
    name,
    'a rejection beats an approval',
    withReviews((reviews) => reviews.filter(({ verdict }) => verdict === 'approve')),
  ),
];

const blind = ({ engine, ...options }: MergerOptions): MergerOptions => ({
  ...options,
  engine: { ...engine, classify: () => ({ danger: 'benign', pointers: [], sentence: 'All is well.' }) },
});

const ofOne: readonly BrokenStrategy[] = [
  spoiled('crdt', 'nothing waits for a person, and nothing is in conflict', (merger, added) => ({
    view: (objectId) => {
      const view = merger.view(objectId);
      return view && { ...view, inForce: [], held: added.slice(0, 1).map(({ id }) => id) };
    },
  })),
  spoiled(
    'graph_merge',
    'concurrent edits of one field are both kept, and raised as a conflict that names them',
    (merger) => ({
      view: (objectId) => {
        const view = merger.view(objectId);
        return view && { ...view, conflicts: [] };
      },
    }),
  ),
  spoiled('graph_merge', 'an edit beats a concurrent deletion, and says so', (merger, added) => ({
    view: (objectId) => {
      const view = merger.view(objectId);
      const gone = added.some((version) => version.objectId === objectId && version.operation === 'tombstone');
      return view && gone ? { ...view, record: undefined } : view;
    },
  })),
  spoiled('graph_merge', 'what a person writes who saw everything is what there is', (merger, added) => ({
    view: (objectId) => {
      const view = merger.view(objectId);
      const first = added.find((version) => version.objectId === objectId);
      return view && { ...view, record: first?.record };
    },
  })),
  spoiled('append_only', 'every version leaves its mark in the replicated state', () => ({ replicated: () => null })),
  spoiled('append_only', 'an entry that was written is neither changed nor removed', (merger, added) => ({
    add: (version) => ({ ...merger.add(version), outcome: 'applied' }),
    view: (objectId) => {
      const view = merger.view(objectId);
      return view && { ...view, record: added.findLast((version) => version.objectId === objectId)?.record };
    },
  })),
  spoiled('append_only', 'an author that signs two entries for one place is quarantined', (merger) => ({
    add: (version) => ({ ...merger.add(version), outcome: 'applied' }),
  })),
  ...settling('manual_review'),
  misled('manual_review', 'a dangerous change from elsewhere is held, and not in force', blind),
  misled('manual_review', 'what a device writes itself is in force on it at once', (options) => ({
    ...options,
    deviceId: observer,
  })),
  spoiled('manual_review', 'of concurrent edits that nobody resolved, neither replaces the other', notHeld),
  spoiled('strongest_policy_wins', 'every version leaves its mark in the replicated state', () => ({
    replicated: () => null,
  })),
  spoiled('strongest_policy_wins', 'nothing but a downgrade loosens what is in effect', (merger) => ({
    bundles: () => (merger.bundles?.() ?? []).slice(-1),
  })),
  spoiled('strongest_policy_wins', 'neither a patch nor a deletion of a bundle loosens it', (merger, added) => ({
    bundles: () => (added.some(({ operation }) => operation !== 'put') ? [] : (merger.bundles?.() ?? [])),
  })),
  spoiled('strongest_policy_wins', 'what is in effect is the meet of all bundles that were put', (merger) => ({
    bundles: () => (merger.bundles?.() ?? []).slice(0, 1),
  })),
  spoiled(
    'signed_authority_required',
    'of concurrent versions one is in force, and the other is held, not lost',
    notHeld,
  ),
  misled(
    'signed_authority_required',
    'what was revoked never returns, whatever is written later',
    ({ engine, ...options }) => ({
      ...options,
      engine: { ...engine, merge: { ...engine.merge, authority: { ...engine.merge.authority, revokes: () => [] } } },
    }),
  ),
  spoiled('never_merge', 'what is in force is what somebody wrote, never a combination', (merger) => ({
    view: (objectId) => {
      const view = merger.view(objectId);
      return view && { ...view, record: view.record && { ...view.record, combined: true } };
    },
  })),
  spoiled('never_merge', 'of two concurrent references both stay candidates', notHeld),
  misled('never_merge', 'a device keeps the reference that it had', (options) => ({
    ...options,
    deviceId: observer,
  })),
  ...settling('quarantine'),
  {
    law: 'nothing that came from elsewhere is in force before a person releases it',
    strategy: { name: 'quarantine', createMerger: strategies.crdt.createMerger },
  },
];

/** One for each law that a strategy may owe, general ones on one of them. */
export const brokenStrategies: readonly BrokenStrategy[] = [...general, ...ofOne];
