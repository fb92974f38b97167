import * as z from 'zod';
import { commandTemplate } from './records/command-template.js';
import { shellEnvironmentProfile } from './records/shell-environment-profile.js';
import { shellProfile } from './records/shell-profile.js';

/**
 * The object model of the collection `shell`, version 0.1.0. The header of a write names the object;
 * a record has no id of its own. Raw history has no representation.
 */
export const shellRecord = z.discriminatedUnion('type', [shellProfile, commandTemplate, shellEnvironmentProfile]);

export type ShellRecord = z.infer<typeof shellRecord>;
export type ShellProfile = z.infer<typeof shellProfile>;
export type CommandTemplate = z.infer<typeof commandTemplate>;
export type ShellEnvironmentProfile = z.infer<typeof shellEnvironmentProfile>;
