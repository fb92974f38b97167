import type { Rule } from './rule.js';

/** What can be wrong with the shape of a document; zod finds it, these rules name it. */
const shapes = {
  'missing-field': {
    summary: 'A required field is absent',
    explanation:
      'Every required field is a promise that running code keeps. What is absent promises nothing, so the declaration is partial: all that is there may be right, but a device cannot run it.',
    fix: 'Add the field. `sync-estate explain` names the values it takes.',
  },
  'wrong-type': {
    summary: 'A value has the wrong JSON type',
    explanation:
      'The schema gives each field one JSON type. A boolean written as a string, or a list written as a single value, is not read as what it resembles.',
    fix: 'Write the value with the type that the message names.',
  },
  'invalid-format': {
    summary: 'A string does not have the form that its field needs',
    explanation:
      'Identifiers, repositories, event names and versions have fixed forms, because other programs take them apart.',
    fix: 'Write the value in the form that the message names.',
  },
  'unknown-value': {
    summary: 'A name is outside its closed vocabulary',
    explanation:
      'Policy classes, encryption scopes, merge strategies, states, reasons and domains are closed sets: code exists for each name and for no other.',
    fix: 'Use one of the names that the message lists.',
  },
  'unknown-key': {
    summary: 'A member is not part of the schema',
    explanation:
      'The published schemas allow no additional members. A misspelt name would otherwise be a promise that nothing keeps and nobody misses.',
    fix: 'Correct the spelling, or remove the member.',
  },
  'duplicate-key': {
    summary: 'A member is given twice',
    explanation:
      'JSON parsers disagree about which of two equal names counts. Two readers of one manifest would then enforce different promises (I5).',
    fix: 'Keep the one that is meant and remove the other.',
  },
  'repeated-item': {
    summary: 'A list has the same item twice',
    explanation: 'The published schemas require the items of these lists to be unique.',
    fix: 'Remove the repetition; `--fix` does it.',
  },
  'too-many-problems': {
    summary: 'There are more problems than are listed',
    explanation:
      'One object of a manifest lists at most a hundred problems of shape, and one manifest about a thousand problems, because a document that is wrong throughout is mended by its first ones. Where the finding stands on the list of engines, those from the named one on were not judged at all, and none of the list can be relied on.',
    fix: 'Mend what is listed, and check again.',
  },
} as const;

type Shape = keyof typeof shapes;

const rulesFor = (prefix: 'manifest' | 'engine'): Record<Shape, Rule> =>
  Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [
      name,
      {
        id: `${prefix}/${name}`,
        severity: 'error',
        source: prefix === 'engine' ? 'Required fields, I5' : 'SourceOSRepoManifest.json, I5',
        ...shape,
        // Criterion 2: every engine declares its policy class and merge strategy.
        ...(prefix === 'engine' && name === 'missing-field' && { criterion: 2 }),
      },
    ]),
  ) as Record<Shape, Rule>;

/** Shape rules of a repository manifest, outside its engines. */
export const manifestShape = {
  ...rulesFor('manifest'),
  'empty-list': {
    id: 'manifest/empty-list',
    severity: 'error',
    source: 'SourceOSRepoManifest.json',
    summary: 'A list that must say something is empty',
    explanation:
      'A repository that declares no policy class asserts no classification at all, though the field is present.',
    fix: 'List at least one policy class that the repository carries.',
  },
} as const satisfies Record<string, Rule>;

/** Shape rules of one engine's declaration. */
export const engineShape: Record<Shape, Rule> = rulesFor('engine');
