import { writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import ts from 'typescript';
import type { Finding } from '@sourceos/workspace';
import { anyTypesIn } from './any-types.js';
import { entryPointsOf } from './entry-points.js';
import { literalType } from './literal-type.js';
import type { PackedPackage } from './packed-package.js';

const shared: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts'],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  // What we publish is declarations: they are to be checked.
  skipLibCheck: false,
  noEmit: true,
};

const resolutions: Readonly<Record<string, ts.CompilerOptions>> = {
  NodeNext: { ...shared, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
  Bundler: { ...shared, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
};

/** A user's file: it imports all that a package has, and holds each manifest against the type of its own value. */
const consumerSource = (packed: PackedPackage, manifests: ReadonlyMap<string, unknown>): string => {
  const specifiers = entryPointsOf(packed)
    .filter(({ kind }) => kind === 'code')
    .map(({ specifier }) => specifier);
  return [
    'type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;',
    ...specifiers.map((specifier, index) => `import * as entry${index} from '${specifier}';`),
    `export const entries: readonly object[] = [${specifiers.map((_, index) => `entry${index}`).join(', ')}];`,
    ...specifiers.flatMap((specifier, index) =>
      manifests.has(specifier)
        ? [
            `export const literal${index}: Same<typeof entry${index}.manifest, ${literalType(manifests.get(specifier))}> = true;`,
          ]
        : [],
    ),
  ].join('\n');
};

const diagnosticsOf = (program: ts.Program, file: ts.SourceFile): readonly ts.Diagnostic[] => [
  ...program.getSyntacticDiagnostics(file),
  ...program.getSemanticDiagnostics(file),
];

/**
 * Type-checks a user's file for each package and the declarations that the package brings, as Node resolves
 * imports and again as bundlers do, and finds every `any` in them. Declarations of other people's packages are read and not judged.
 */
export const checkConsumerTypes = (
  consumer: string,
  packages: readonly PackedPackage[],
  manifests: ReadonlyMap<string, unknown>,
): readonly Finding[] => {
  const users = packages.map((packed, index) => {
    const file = join(consumer, `use-${index}.ts`);
    writeFileSync(file, consumerSource(packed, manifests));
    return { file, installed: join(consumer, 'node_modules', packed.json.name) + sep, packed };
  });
  return Object.entries(resolutions).flatMap(([name, options]) => {
    const program = ts.createProgram(
      users.map(({ file }) => file),
      options,
    );
    return program.getSourceFiles().flatMap((source) => {
      const user = users.find(
        ({ file, installed }) => source.fileName === file || source.fileName.startsWith(installed),
      );
      if (user === undefined) return [];
      const place = (line: number): string => `under ${name} in ${source.fileName.slice(consumer.length + 1)}:${line}`;
      const untyped = anyTypesIn(source, program.getTypeChecker()).map((found) => ({
        path: user.packed.directory,
        found: `${place(found.line)}: ${found.name} is any`,
        expected: 'public types without any',
      }));
      const faults = diagnosticsOf(program, source).map(({ start = 0, messageText }) => {
        const line = source.getLineAndCharacterOfPosition(start).line + 1;
        return {
          path: user.packed.directory,
          found: `${place(line)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
          expected: 'types that compile, with each manifest typed as its literal values',
        };
      });
      return [...faults, ...untyped];
    });
  });
};
