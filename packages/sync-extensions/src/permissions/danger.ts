/** How grave it is to have a permission. One that is not listed here is as grave as what acts: nobody can tell. */
export type Danger = 'looks' | 'reads' | 'changes' | 'acts' | 'controls';

const order: readonly Danger[] = ['looks', 'reads', 'changes', 'acts', 'controls'];

/** What permissions of the host surfaces let their holder do, by the names that the surfaces give them. */
const known: Readonly<Record<string, readonly [Danger, string]>> = {
  alarms: ['looks', 'wake itself up'],
  contextMenus: ['looks', 'add entries to menus'],
  notifications: ['looks', 'show notifications'],
  storage: ['looks', 'keep settings of its own'],
  theme: ['looks', 'change how things look'],
  activeTab: ['reads', 'read the page that you call it on'],
  bookmarks: ['reads', 'read and change your bookmarks'],
  clipboardRead: ['reads', 'read the clipboard'],
  geolocation: ['reads', 'see where you are'],
  history: ['reads', 'read what you visited'],
  tabs: ['reads', 'see which pages are open'],
  topSites: ['reads', 'see which sites you visit most'],
  'env.read': ['reads', 'read environment variables'],
  'files.read': ['reads', 'read files'],
  'documents.read': ['reads', 'read documents'],
  'terminal.read': ['reads', 'read what the terminal shows'],
  clipboardWrite: ['changes', 'change the clipboard'],
  downloads: ['changes', 'save files on the device'],
  'files.write': ['changes', 'change files'],
  'documents.write': ['changes', 'change documents'],
  'repo.write': ['changes', 'change repositories'],
  cookies: ['acts', 'use the sessions that you are signed in with'],
  declarativeNetRequest: ['acts', 'block and redirect requests'],
  host: ['acts', 'read and change pages'],
  identity: ['acts', 'sign in as you'],
  scripting: ['acts', 'run scripts in pages'],
  webRequest: ['acts', 'watch and change all requests'],
  network: ['acts', 'talk to the network'],
  'terminal.write': ['acts', 'type into the terminal'],
  debugger: ['controls', 'control pages as a developer does'],
  management: ['controls', 'switch other extensions on and off'],
  nativeMessaging: ['controls', 'talk to programs on the device'],
  proxy: ['controls', 'lead all traffic over another server'],
  'keyring.read': ['controls', 'read the keyring'],
  'shell.execute': ['controls', 'run commands'],
  'process.spawn': ['controls', 'run programs'],
  'system.settings': ['controls', 'change settings of the system'],
};

const entryOf = (name: string): readonly [Danger, string] | undefined =>
  Object.hasOwn(known, name) ? known[name] : undefined;

/** How grave a permission is. */
export const dangerOf = (permission: string): Danger => entryOf(permission)?.[0] ?? 'acts';

/** What a permission lets its holder do; its name where nothing is known of it. */
export const permissionWords = (permission: string): string =>
  entryOf(permission)?.[1] ?? `do what ${JSON.stringify(permission)} allows`;

/** The graver of two permissions first, then by name. */
export const byDanger = (a: string, b: string): number =>
  order.indexOf(dangerOf(b)) - order.indexOf(dangerOf(a)) || (a < b ? -1 : a > b ? 1 : 0);
