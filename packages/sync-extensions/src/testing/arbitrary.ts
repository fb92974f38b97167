import * as fc from 'fast-check';
import { blockIdOf, extensionId } from '../names/object-id.js';
import type { ExtensionsRecord } from '../record.js';

const identifier = 'reader@example.org';
const reader = extensionId('browser', identifier);

const hash = fc.constantFrom('a', 'b', 'c').map((digit) => `sha256:${digit.repeat(64)}`);
const version = fc.constantFrom('1.0', '1.2.3', '1.2.4', '2.0.0-beta.1', '2.0');
const words = fc.constantFrom('Reader', 'Lesehilfe', 'قارئ', 'a'.repeat(80));

const reach = fc.oneof(
  fc.constant({ reach: 'all' }),
  fc.record({
    reach: fc.constant('listed'),
    targets: fc.uniqueArray(fc.constantFrom('https://*.example.org/*', 'https://docs.example/*', '<all_urls>'), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
);
const permissions = fc.dictionary(fc.constantFrom('host', 'tabs', 'storage', 'nativeMessaging', 'x-unknown'), reach, {
  maxKeys: 3,
  noNullPrototype: true,
});
const publisher = fc.record(
  { id: fc.constantFrom('example-org', 'somebody-else'), name: words, keyHash: hash },
  { requiredKeys: ['id', 'name'] },
);

const extension = fc.record({
  type: fc.constant('Extension'),
  surface: fc.constant('browser'),
  identifier: fc.constant(identifier),
  name: words,
  publisher,
  registry: fc.constantFrom('https://extensions.example/', 'https://other.example/'),
  version,
  packageHash: hash,
  permissions,
  enabled: fc.boolean(),
});

const block = fc.record({
  type: fc.constant('ExtensionBlock'),
  extensionId: fc.constant(reader),
  blockedBy: fc.constantFrom('urn:srcos:policy-bundle:safety', 'urn:srcos:policy-bundle:org'),
  blockedVersions: fc.oneof(fc.constant({ kind: 'all' }), fc.record({ kind: fc.constant('below'), version })),
  explanation: fc.constantFrom('It sends pages to its publisher.', 'It is no longer maintained.'),
  blockedAt: fc.constant('2026-05-07T09:30:00Z'),
});

/** Valid records of both types: of one extension, and of its block. */
export const extensionsRecords = fc
  .oneof({ arbitrary: extension, weight: 3 }, { arbitrary: block, weight: 1 })
  .map((generated) => generated as unknown as ExtensionsRecord);

/** The object that a record stands under; conformance asks for that of things that are no records, too. */
export const objectIdOf = ({ type }: Pick<ExtensionsRecord, 'type'>): string =>
  type === 'ExtensionBlock' ? blockIdOf(reader) : reader;
