import type { Rule } from '@sourceos/sync-spec';

const bounded =
  'A scan reads repositories that anybody may have written. Bounds keep one of them from stopping the scan of all the others.';

/** Rules about a manifest as a file, before its content is looked at. */
export const fileRules = {
  missing: {
    id: 'manifest/missing',
    severity: 'warn',
    source: 'Acceptance criterion 1',
    summary: 'The repository has no manifest',
    explanation:
      'The repository was asked to be checked and has no .sourceos/manifest.json. It owns no canonical engine, so nothing is missing from the registry; but a check that finds nothing to check protects nothing.',
    fix: 'Run `sync-estate init` in the repository, or take the check out of its CI.',
  },
  syntax: {
    id: 'manifest/syntax',
    severity: 'error',
    source: 'RFC 8259',
    summary: 'The manifest is not JSON',
    explanation:
      'Manifests are plain JSON: no comments, no trailing commas, double quotes only. A file that does not parse declares nothing that can be relied on, so the engines it names are invalid.',
    fix: 'Correct the syntax at the place that the message names.',
  },
  encoding: {
    id: 'manifest/encoding',
    severity: 'error',
    source: 'RFC 8259 §8.1',
    summary: 'The manifest is not UTF-8',
    explanation:
      'JSON that is exchanged between systems is UTF-8. Bytes that are not would be read differently by different tools.',
    fix: 'Save the file as UTF-8.',
  },
  byteOrderMark: {
    id: 'manifest/byte-order-mark',
    severity: 'warn',
    source: 'RFC 8259 §8.1',
    summary: 'The manifest starts with a byte order mark',
    explanation: 'JSON must not start with a byte order mark. Some parsers skip it and some refuse the file.',
    fix: 'Save the file as UTF-8 without a byte order mark; `--fix` does it.',
  },
  tooLarge: {
    id: 'manifest/too-large',
    severity: 'error',
    source: 'I6',
    summary: 'The manifest is larger than the scanner reads',
    explanation: `${bounded} A manifest of real size is a few kilobytes; one beyond a mebibyte is counted as read and invalid.`,
    fix: 'Make the manifest smaller. Lists of generated names belong in files of their own.',
  },
  tooDeep: {
    id: 'manifest/too-deep',
    severity: 'error',
    source: 'I6',
    summary: 'The manifest is nested deeper than the scanner reads',
    explanation: `${bounded} The schema needs four levels; more than 64 is counted as read and invalid.`,
    fix: 'Remove the nesting.',
  },
  notAFile: {
    id: 'manifest/not-a-file',
    severity: 'error',
    source: 'I6',
    summary: 'The manifest is not a regular file',
    explanation:
      'A folder, a named pipe, a socket or a device cannot be a manifest. The scanner does not wait for one to answer.',
    fix: 'Replace it by a regular file.',
  },
  outsideRoot: {
    id: 'manifest/outside-root',
    severity: 'error',
    source: 'I6',
    summary: 'A symbolic link leads out of the scanned folder',
    explanation:
      'The scanner never reads outside the root that it was given: a link could otherwise show files of the machine that runs the scan in its report.',
    fix: 'Replace the link by the file itself.',
  },
  unreadable: {
    id: 'manifest/unreadable',
    severity: 'warn',
    source: 'I6',
    summary: 'The repository or its manifest cannot be read',
    explanation:
      'What cannot be read may hold anything. The repository is counted as unreachable and the scan as incomplete (exit code 3), so that silence is never taken for compliance. It is a warning, because the fault may lie with the scan and not with the repository.',
    fix: 'Give the scanner the right to read it; name repositories that lie elsewhere in a list file; or take it out of the scan.',
  },
  tooManyFindings: {
    id: 'manifest/too-many-findings',
    severity: 'error',
    source: 'I6',
    summary: 'The manifest has more faults than are listed',
    explanation: `${bounded} Of one file, the first hundred findings are listed and the rest is counted; its status takes all of them into account.`,
    fix: 'Mend what is listed and check again.',
  },
  repoMismatch: {
    id: 'manifest/repo-mismatch',
    severity: 'error',
    source: 'I1, I8',
    summary: 'The manifest names another repository than the one it is in',
    explanation:
      'Ownership follows from the name. A manifest that was copied from another repository, or that claims to be it, would speak in its name.',
    fix: 'Set `repo` to the name of the repository that holds the file.',
  },
  misspeltEngine: {
    id: 'engine/misspelt-id',
    severity: 'warn',
    source: 'I7',
    summary: 'An engine id is almost that of a canonical engine',
    explanation:
      'Engines outside the canonical eleven are welcome, so a misspelt id is no error of shape. It would leave the canonical engine missing without saying why.',
    fix: 'Correct the id, or choose one that cannot be taken for the canonical engine.',
  },
  declaredTwice: {
    id: 'engine/declared-twice',
    severity: 'error',
    source: 'I1, I5',
    summary: 'One manifest declares an engine twice',
    explanation: 'Two declarations of one engine are two promises, and nobody can tell which is meant.',
    fix: 'Keep one of them.',
  },
} as const satisfies Record<string, Rule>;
