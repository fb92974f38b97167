export { manifest } from './manifest.js';
export { policyFabricRecord, type PolicyBundle, type PolicyDowngrade, type PolicyFabricRecord } from './record.js';
export { policyEffect, type PolicyEffect } from './records/policy-effect.js';
export { policyLayer, type PolicyLayer } from './records/policy-layer.js';
export { engine } from './engine.js';
export { changes } from './changes.js';
export { bundleHash } from './statement/bundle-hash.js';
export { explain, type ExplainOptions, type Explanation } from './explain/explain.js';
export { collectionOfLayer } from './layers/layer-authority.js';
