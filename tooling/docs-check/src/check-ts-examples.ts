import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pLimit from 'p-limit';
import ts from 'typescript';
import { run, type Finding } from '@sourceos/workspace';
import type { TsExample } from './example.js';

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  // A block without imports is a module too, and shares no names with the others.
  moduleDetection: ts.ModuleDetectionKind.Force,
  types: ['node'],
  strict: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  noEmitOnError: false,
};

const timeout = 60_000;

/** The last lines of what a program printed. */
export const lastLines = (output: string): string => output.trimEnd().split('\n').slice(-20).join('\n  ');

/**
 * Compiles all examples in one program, and runs those that compile, each in an empty folder.
 *
 * @param playground the project that they are in
 */
export const checkTsExamples = async (
  playground: string,
  examples: readonly TsExample[],
): Promise<readonly Finding[]> => {
  if (examples.length === 0) return [];
  const files = examples.map((example, index) => {
    const file = join(playground, `example-${index}.ts`);
    writeFileSync(file, example.code);
    return { file, example };
  });
  const program = ts.createProgram(
    files.map(({ file }) => file),
    options,
  );
  program.emit();
  const diagnose = (file: string): readonly ts.Diagnostic[] => {
    const source = program.getSourceFile(file);
    if (source === undefined) return [];
    const syntactic = program.getSyntacticDiagnostics(source);
    return syntactic.length > 0 ? syntactic : program.getSemanticDiagnostics(source);
  };
  const compiled = files.map(({ file, example }) => ({
    file,
    example,
    findings: diagnose(file).map(({ file: source, start = 0, messageText }) => ({
      path: example.path,
      line: example.line + 1 + (source?.getLineAndCharacterOfPosition(start).line ?? 0),
      found: ts.flattenDiagnosticMessageText(messageText, ' '),
      expected: 'an example that compiles',
    })),
  }));
  const ran = await pLimit(2).map(compiled, async ({ file, example, findings }): Promise<readonly Finding[]> => {
    if (findings.length > 0 || example.notRun !== undefined) return [];
    const cwd = file.replace(/\.ts$/, '');
    mkdirSync(cwd);
    const { code, output } = await run(process.execPath, [file.replace(/\.ts$/, '.js')], { cwd, timeout });
    if (code === 0) return [];
    const found = `an example that ends with ${code}:\n  ${lastLines(output)}`;
    return [{ path: example.path, line: example.line, found, expected: 'exit code 0' }];
  });
  return [...compiled.flatMap(({ findings }) => findings), ...ran.flat()];
};
