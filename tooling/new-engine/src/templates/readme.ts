import type { Template } from './template.js';

export const readme: Template = (plan) => `
# ${plan.packageName}

The sync engine \`${plan.engineId}\`: ${plan.words} records, and the judgement about what a remote change may do. Its owner
is [${plan.ownerRepo}](https://github.com/${plan.ownerRepo}).

## Install

\`\`\`sh
npm install ${plan.packageName} @sourceos/sync-kernel
npm install --save-dev @sourceos/sync-testkit
\`\`\`

## What it owns

The collection \`${plan.collection}\`. The content of an entry is dangerous: a remote change to it is not silently in
force. An entry stands under a URN of its kind, and one with something in it that looks like a credential is kept apart.

## Manifest

<!-- generated: manifest -->
<!-- /generated -->

## Records

| type | is | named by |
| --- | --- | --- |
| \`${plan.kindType}\` | one entry of the collection | \`urn:srcos:${plan.name}-entry:…\` |

The header of a write names the object, so a record has no id of its own.

## Example

\`\`\`ts
import { explainDecision } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { createScene } from '@sourceos/sync-testkit';
import { changes, engine, type ${plan.kindType} } from '${plan.packageName}';

const scene = createScene({ engine, crypto: nativeCrypto });
const entry: ${plan.kindType} = { type: '${plan.kindType}', name: 'Everyday', content: 'text' };
const change = changes.put('urn:srcos:${plan.name}-entry:everyday', entry);

// Ada authors; on Bob's device it is decided what becomes of it.
const { bytes } = scene.device('ada').author([change], scene.now());
if (bytes === undefined) throw new Error('refused before it was signed');
for (const decision of scene.device('bob').receive(bytes, scene.now())) {
  console.log(explainDecision(decision).join('\\n'));
}
\`\`\`

## Versioning

All \`@sourceos/sync-*\` packages share one version. \`manifest.schemaVersion\` is the version of the object model and moves
only when the record schema does.
`;
