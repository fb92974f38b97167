export { manifest } from './manifest.js';
export { policyFabricRecord, type PolicyBundle, type PolicyDowngrade, type PolicyFabricRecord } from './record.js';
export { policyEffect, type PolicyEffect } from './records/policy-effect.js';
export { policyLayer, type PolicyLayer } from './records/policy-layer.js';
