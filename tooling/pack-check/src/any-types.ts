import ts from 'typescript';

/** A place where a declaration says, or comes to, `any`. */
export interface AnyType {
  /** What is exported, and its member: `parse`, `Engine.record`. */
  readonly name: string;
  /** From 1. */
  readonly line: number;
}

const nameOf = (node: ts.Node): string => {
  const names: string[] = [];
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    const name = (at as Partial<ts.NamedDeclaration>).name;
    if (name !== undefined && ts.isIdentifier(name)) names.unshift(name.text);
  }
  return names.join('.');
};

/** Whether a declaration without a written type comes to `any`, as one whose type could not be found does. */
const comesToAny = (node: ts.Node, checker: ts.TypeChecker): boolean => {
  const isDeclared =
    ts.isVariableDeclaration(node) ||
    ts.isPropertySignature(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isTypeAliasDeclaration(node);
  return isDeclared && (checker.getTypeAtLocation(node).flags & ts.TypeFlags.Any) !== 0;
};

/** Every `any` of a file of declarations, in the order of the file; a written one once. */
export const anyTypesIn = (source: ts.SourceFile, checker: ts.TypeChecker): readonly AnyType[] => {
  const found = new Map<number, AnyType>();
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword || comesToAny(node, checker)) {
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      if (!found.has(line)) found.set(line, { name: nameOf(node), line });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...found.values()];
};
