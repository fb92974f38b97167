import { singleLine, timestamp, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';
import { pageUrl } from './page-url.js';
import { profileId } from './profile-id.js';

const tab = z.strictObject({
  url: pageUrl(),
  title: singleLine(1_024, 0),
  pinned: z.boolean().optional(),
  containerId: urnOf('browser-container').describe('The container that it is open in; none where absent.').optional(),
  group: singleLine(128).describe('The group of tabs that it is in.').optional(),
  usedAt: timestamp().describe('When it was last in front.').optional(),
});

const browserWindow = z
  .strictObject({
    tabs: z.array(tab).min(1).max(1_000).describe('From left to right.'),
    activeTab: z.int().min(0).describe('The position of the tab in front.'),
  })
  .refine(({ tabs, activeTab }) => activeTab < tabs.length, {
    path: ['activeTab'],
    error: 'the position of a tab that is there',
  });

/**
 * What is open in one profile on one device, written by that device alone. It has no mark for a
 * private window: what is private is not in it.
 */
export const tabSession = z
  .strictObject({
    type: z.literal('TabSession'),
    profileId,
    deviceId: urnOf('device').describe('The device that it is open on; no other may write the object.'),
    windows: z.array(browserWindow).max(64).describe('The last used first.'),
    savedAt: timestamp(),
  })
  .describe('The windows and tabs that are open in one profile on one device.');
