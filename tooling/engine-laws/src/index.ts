export { faultsOf } from './faults-of.js';
export { membersOf, objectsOf } from './examples.js';
export { withMember } from './json-places.js';
export { describeManifestLaws } from './manifest-laws.js';
export { describeRecordLaws, type RecordLawOptions } from './record-laws.js';
