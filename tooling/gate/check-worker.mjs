/** Checks the types and the lint of the folders that check.mjs sends, and answers each with what is wrong there. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import ts from 'typescript';
import { root } from './steps.mjs';

const format = { getCurrentDirectory: () => root, getNewLine: () => '\n', getCanonicalFileName: (name) => name };

/** Declaration files that were read before, for the same options: packages share most of what they compile. */
const declarations = new Map();

const sharing = (host, options) => {
  const key = JSON.stringify({ ...options, types: undefined, configFilePath: undefined });
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, settings, ...rest) => {
    if (!/\.d\.[cm]?ts$/.test(name)) return read(name, settings, ...rest);
    const id = [name, JSON.stringify(settings), key].join('\0');
    if (!declarations.has(id)) declarations.set(id, read(name, settings, ...rest));
    return declarations.get(id);
  };
  return host;
};

/** What `tsc` makes of the folder's tsconfig.json. */
const programOf = (folder) => {
  const config = ts.getParsedCommandLineOfConfigFile(join(folder, 'tsconfig.json'), undefined, {
    ...ts.sys,
    getCurrentDirectory: () => folder,
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
      throw new Error(ts.formatDiagnostic(diagnostic, format));
    },
  });
  const host = sharing(ts.createCompilerHost(config.options, true), config.options);
  host.getCurrentDirectory = () => folder;
  return ts.createProgram({
    rootNames: config.fileNames,
    options: config.options,
    host,
    configFileParsingDiagnostics: config.errors,
  });
};

/** The package's own configuration, with the program that is there already in place of one that eslint would make. */
const lint = async (folder, program) => {
  const eslint = new ESLint({
    cwd: folder,
    overrideConfig: program && [
      { files: ['**/*.ts'], languageOptions: { parserOptions: { projectService: false, programs: [program] } } },
    ],
  });
  const results = ESLint.getErrorResults(await eslint.lintFiles(['.']));
  const stylish = await eslint.loadFormatter('stylish');
  return results.length === 0 ? '' : stylish.format(results);
};

const check = async (folder) => {
  const program = existsSync(join(folder, 'tsconfig.json')) ? programOf(folder) : undefined;
  const types = program ? ts.formatDiagnostics(ts.getPreEmitDiagnostics(program), format) : '';
  return types + (existsSync(join(folder, 'eslint.config.js')) ? await lint(folder, program) : '');
};

process.on('message', async ({ folder }) => {
  process.send({ report: await check(folder).catch((error) => `${error.stack}\n`) });
});
