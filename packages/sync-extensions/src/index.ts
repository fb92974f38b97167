export { manifest } from './manifest.js';
export { extensionsRecord, type Extension, type ExtensionBlock, type ExtensionsRecord } from './record.js';
