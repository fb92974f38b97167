/** Twenty files that any repository may have, so that a scanner meets more than manifests. */
export const otherFiles = (repo: string): Readonly<Record<string, string>> => {
  const name = repo.slice(repo.indexOf('/') + 1);
  const modules = ['index', 'client', 'config', 'errors', 'store', 'types'];
  const source = (module: string) =>
    `import { settings } from './config.js';\n\nexport const ${module} = (input: string): string =>\n  settings.prefix + input;\n`;
  return {
    'README.md': `# ${name}\n\nPart of the estate. See docs/ for how it is run.\n`,
    LICENSE: 'MIT License\n',
    '.gitignore': 'node_modules/\ndist/\n',
    '.editorconfig': 'root = true\n\n[*]\nindent_style = space\nindent_size = 2\n',
    'package.json': `${JSON.stringify({ name, version: '1.0.0', private: true, type: 'module', dependencies: { zod: '4.6.7' } }, null, 2)}\n`,
    'tsconfig.json': `${JSON.stringify({ compilerOptions: { strict: true, module: 'NodeNext' }, include: ['src'] }, null, 2)}\n`,
    'CHANGELOG.md': '# Changelog\n\n## 1.0.0\n\nFirst release.\n',
    '.github/workflows/check.yml':
      'on: push\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm test\n',
    'docs/running.md': `# Running ${name}\n\nStart it with npm start.\n`,
    'docs/decisions.md': '# Decisions\n\nNone yet.\n',
    'docs/schema.json': `${JSON.stringify({ type: 'object', properties: { id: { type: 'string' } } }, null, 2)}\n`,
    ...Object.fromEntries(modules.map((module) => [`src/${module}.ts`, source(module)])),
    ...Object.fromEntries(
      ['client', 'config', 'store'].map((module) => [`test/${module}.test.ts`, `import '../src/${module}.js';\n`]),
    ),
  };
};
