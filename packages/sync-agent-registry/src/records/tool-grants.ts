import { dottedName, forms, namedEntries, singleLine, text, uniqueItems } from '@sourceos/sync-spec';
import * as z from 'zod';

const absentIsAll = 'All where absent, none where empty.';

/** What a tool may reach. Each list narrows: what is absent is not narrowed. */
export const toolBounds = z.strictObject({
  repos: uniqueItems(text(forms.repository).max(140)).max(256).describe(`Repositories. ${absentIsAll}`).optional(),
  paths: uniqueItems(singleLine(1_024))
    .max(256)
    .describe(`Files and folders, each with all below it. ${absentIsAll}`)
    .optional(),
  networkZones: uniqueItems(dottedName()).max(64).describe(`Zones of the network. ${absentIsAll}`).optional(),
});

const toolGrant = z.strictObject({
  operations: uniqueItems(dottedName()).max(256).describe(`Operations of the tool. ${absentIsAll}`).optional(),
  bounds: toolBounds.describe('What the tool may reach; not narrowed where absent.').optional(),
  requiresHumanApproval: z.boolean().describe('Whether a person is asked before each use.'),
});

/** Grants by the name of the tool. */
export const toolGrants = namedEntries(dottedName(), toolGrant, 256);
