import ts from 'typescript';

/** The names that a module's text exports, values and types apart. `export *` is not followed. */
export const exportsOf = (
  text: string,
): { readonly values: ReadonlySet<string>; readonly types: ReadonlySet<string> } => {
  const values = new Set<string>();
  const types = new Set<string>();
  for (const statement of parse(text).statements) {
    if (ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)) {
      for (const element of statement.exportClause.elements) {
        (statement.isTypeOnly || element.isTypeOnly ? types : values).add(element.name.text);
      }
    } else if (isExported(statement)) {
      if (ts.isVariableStatement(statement)) {
        for (const { name } of statement.declarationList.declarations) if (ts.isIdentifier(name)) values.add(name.text);
      } else if (ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement)) {
        types.add(statement.name.text);
      }
    }
  }
  return { values, types };
};

/** The string that a member of an exported object literal has, or undefined: `engineId` of `manifest`. */
export const stringMember = (text: string, variable: string, member: string): string | undefined => {
  for (const statement of parse(text).statements) {
    if (!ts.isVariableStatement(statement) || !isExported(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (!ts.isIdentifier(name) || name.text !== variable || initializer === undefined) continue;
      const object = withoutTypes(initializer);
      if (!ts.isObjectLiteralExpression(object)) continue;
      for (const property of object.properties) {
        if (!ts.isPropertyAssignment(property) || property.name.getText() !== member) continue;
        const value = withoutTypes(property.initializer);
        if (ts.isStringLiteralLike(value)) return value.text;
      }
    }
  }
  return undefined;
};

const parse = (text: string): ts.SourceFile =>
  ts.createSourceFile('module.ts', text, { languageVersion: ts.ScriptTarget.Latest }, true);

const isExported = (statement: ts.Statement): boolean =>
  ts.canHaveModifiers(statement) &&
  (ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false);

const withoutTypes = (node: ts.Expression): ts.Expression =>
  ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node)
    ? withoutTypes(node.expression)
    : node;
