import type { Template } from './template.js';

export const readme: Template = (plan) => `
# ${plan.packageName}

The sync engine \`${plan.engineId}\`: the manifest and the record schema of ${plan.words} records. Its owner is
[${plan.ownerRepo}](https://github.com/${plan.ownerRepo}).

This release contains the manifest and the record schema. The engine's semantics (what is held for review, how a change
is described, what is redacted) are not in it yet.

## Install

\`\`\`sh
npm install ${plan.packageName}
\`\`\`

## What it owns

The collection \`${plan.collection}\`. The content of an entry is dangerous: a remote change to it is not silently in
force.

## Manifest

<!-- generated: manifest -->
<!-- /generated -->

## Records

| type | is |
| --- | --- |
| \`${plan.kindType}\` | one entry of the collection |

The header of a write names the object, so a record has no id of its own.

## Example

\`\`\`ts
import { manifest, ${plan.record} } from '${plan.packageName}';

console.log(\`\${manifest.engineId} \${manifest.schemaVersion}: \${manifest.mergeStrategy}\`);

const entry = ${plan.record}.parse({ type: '${plan.kindType}', name: 'Everyday', content: 'text' });
console.log(\`accepted a \${entry.type}\`);
\`\`\`

## Versioning

All \`@sourceos/sync-*\` packages share one version. \`manifest.schemaVersion\` is the version of the object model and moves
only when the record schema does.
`;
