import {
  acceptanceCriteria,
  canonicalEngines,
  encryptionScope,
  engineName,
  enginePackage,
  engineState,
  findCanonicalEngine,
  mergeStrategy,
  policyClass,
  reasonCode,
  repoDomain,
  type AcceptanceCriterion,
  type CanonicalEngine,
  type Rule,
} from '@sourceos/sync-spec';
import { suggest } from '../../finding/suggest.js';
import { allRules, findRule, ruleUrl } from '../../rules/index.js';
import { exitCodes, type ExitCode } from '../exit-code.js';
import { refuse } from '../say.js';

const vocabularies = [engineState, reasonCode, policyClass, encryptionScope, mergeStrategy, repoDomain] as const;

const criterionText = (criterion: AcceptanceCriterion | undefined): string[] =>
  criterion === undefined ? [] : [`Holds criterion ${criterion}: ${acceptanceCriteria[criterion]}`];

const explainRule = (rule: Rule): string =>
  [
    `${rule.id} (${rule.severity})`,
    '',
    `${rule.summary}.`,
    '',
    rule.explanation,
    '',
    `To mend it: ${rule.fix}`,
    '',
    `Decided by: ${rule.source}`,
    ...criterionText(rule.criterion),
    ruleUrl(rule.id),
  ].join('\n');

const explainEngine = (engine: CanonicalEngine): string =>
  [
    engine.engineId,
    '',
    `owners             ${engine.owners.join(', ')} (the first is primary)`,
    `collection         ${engine.collection}`,
    `policy class       ${engine.policyClass}. ${policyClass.meanings[engine.policyClass]}`,
    `encryption scopes  ${engine.encryptionScopes.join(', ')} (the first is the default)`,
    `merge strategies   ${engine.mergeStrategies.join(', ')}. ${mergeStrategy.meanings[engine.mergeStrategies[0]]}`,
    `package            ${enginePackage(engine.engineId)}`,
  ].join('\n');

/** Everything of a name: a word may be a state and a reason, a scope and a domain. */
const explanationsOf = (name: string): string[] => {
  const rule = findRule(name);
  const engine = findCanonicalEngine(name) ?? canonicalEngines.find(({ engineId }) => engineName(engineId) === name);
  return [
    ...(rule === undefined ? [] : [explainRule(rule)]),
    ...(engine === undefined ? [] : [explainEngine(engine)]),
    ...vocabularies.flatMap((vocabulary) => {
      const names: readonly string[] = vocabulary.values;
      const meanings: Readonly<Record<string, string>> = vocabulary.meanings;
      return names.includes(name) ? [`${name} (${vocabulary.noun})\n\n${meanings[name] ?? ''}`] : [];
    }),
  ];
};

const topics = (): string => {
  const section = (title: string, names: readonly string[]): string =>
    `${title}\n${names.map((name) => `  ${name}`).join('\n')}`;
  return [
    section(
      'rules',
      allRules.map(({ id }) => id),
    ),
    section(
      'engines',
      canonicalEngines.map(({ engineId }) => engineId),
    ),
    ...vocabularies.map(({ noun, values }) =>
      section(
        noun === 'policy class' ? 'policy classes' : noun === 'merge strategy' ? 'merge strategies' : `${noun}s`,
        values,
      ),
    ),
  ].join('\n\n');
};

const allNames = (): string[] => [
  ...allRules.map(({ id }) => id),
  ...canonicalEngines.flatMap(({ engineId }) => [engineId, engineName(engineId)]),
  ...vocabularies.flatMap(({ values }) => [...values]),
];

/** `sync-estate explain [name]`: what a rule, an engine or a name of a vocabulary means. */
export const explainCommand = (name: string | undefined): ExitCode => {
  if (name === undefined) {
    process.stdout.write(`${topics()}\n`);
    return exitCodes.ok;
  }
  const found = explanationsOf(name);
  if (found.length === 0) {
    const meant = suggest(name, allNames());
    return refuse(
      `nothing is called ${JSON.stringify(name)}${meant === undefined ? '; `sync-estate explain` lists all names' : `; did you mean ${meant}?`}`,
    );
  }
  process.stdout.write(`${found.join('\n\n')}\n`);
  return exitCodes.ok;
};

/** `sync-estate rules`: every rule in one list. */
export const rulesCommand = (flags: { readonly json?: boolean }): ExitCode => {
  const width = Math.max(...allRules.map(({ id }) => id.length));
  process.stdout.write(
    flags.json === true
      ? `${JSON.stringify(
          allRules.map((rule) => ({ ...rule, help: ruleUrl(rule.id) })),
          (_, value: unknown) => (typeof value === 'function' ? undefined : value),
          2,
        )}\n`
      : allRules
          .map(({ id, severity, summary }) => `${severity.padEnd(5)}  ${id.padEnd(width)}  ${summary}\n`)
          .join(''),
  );
  return exitCodes.ok;
};
