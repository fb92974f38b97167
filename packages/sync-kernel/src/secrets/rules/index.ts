import type { SecretRule } from '../rule.js';
import { cloud } from './cloud.js';
import { codeHosting } from './code-hosting.js';
import { messaging } from './messaging.js';
import { privateKeys } from './private-keys.js';
import { services } from './services.js';
import { web } from './web.js';

/** Every credential format that is recognised; where two fit at one place, the first counts. */
export const secretRules: readonly SecretRule[] = [
  ...privateKeys,
  ...web,
  ...codeHosting,
  ...services,
  ...cloud,
  ...messaging,
];
