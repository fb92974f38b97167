/**
 * What a grant may allow, from the least dangerous to the most: first what a person sees happen, then what reads, then
 * what acts as the person. The words say what it lets the grantee do.
 */
const byDanger = [
  ['open_tab', 'open tabs'],
  ['list_tabs', 'see which pages are open'],
  ['write_clipboard', 'put something on the clipboard'],
  ['read_selection', 'read what is selected'],
  ['navigate', 'lead a tab to another page'],
  ['read_page', 'read everything on the page'],
  ['capture_page', 'take pictures of the page'],
  ['read_clipboard', 'read the clipboard'],
  ['download', 'save files on the device'],
  ['click', 'press buttons as the person'],
  ['fill_form', 'type as the person'],
  ['upload', 'send files of the device'],
] as const;

export type BridgeCapability = (typeof byDanger)[number][0];

const rank: ReadonlyMap<string, number> = new Map(byDanger.map(([name], index) => [name, index]));
const words: ReadonlyMap<string, string> = new Map(byDanger);

/** How dangerous a capability is, 0 the least; one that is not known ranks above all. */
export const dangerOf = (capability: string): number => rank.get(capability) ?? byDanger.length;

/** The gravest first. */
export const gravestFirst = (capabilities: readonly string[]): readonly string[] =>
  [...capabilities].sort((a, b) => dangerOf(b) - dangerOf(a) || (a < b ? -1 : 1));

/** What a capability lets its holder do: `read the clipboard`. */
export const capabilityWords = (capability: string): string => words.get(capability) ?? capability;

/** All that are known, the least dangerous first. */
export const bridgeCapabilities: readonly BridgeCapability[] = byDanger.map(([name]) => name);
