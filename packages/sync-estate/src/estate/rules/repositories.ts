import { estateRules } from '../../rules/estate-rules.js';
import type { Estate, EstateDraft } from '../estate.js';

/** Folders that hold a repository which another folder held before. */
export const repositoriesTwice = (estate: Estate): EstateDraft[] =>
  estate.inspections.flatMap((at) => {
    const [first] = estate.named(at.repo);
    // Two folders of one name whose owners nobody knows are two repositories.
    if (first === undefined || first === at || !at.repo.includes('/')) return [];
    return [
      {
        rule: estateRules.repositoryTwice.id,
        file: 'manifest',
        path: ['repo'],
        on: 'value',
        at,
        message: `${at.repository.path} and ${first.repository.path} both hold ${at.repo}`,
        found: at.repository.path,
        expected: `${at.repo} once, at ${first.repository.path}`,
      },
    ];
  });
