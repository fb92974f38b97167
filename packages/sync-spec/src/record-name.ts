import { forms, text } from './text.js';

/**
 * The name of a capability, a tool, a quantity or a dimension in a record: `shell.command.run`. The form
 * that the published schemas give such names, with a bound of 128 characters that they do not have.
 */
export const dottedName = () => text(forms.dottedName).max(128);
