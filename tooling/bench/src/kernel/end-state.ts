import { fieldNames, type ExpectedNode, type Fields } from './trace.js';

/** A node as a contender has it in the end. */
export interface EndNode {
  readonly fields: Fields;
  readonly parent: number | undefined;
}

/** What a contender ends with, by the node's number; undefined where the node is not there. */
export type EndState = readonly (EndNode | undefined)[];

/** How much of what the trace comes to a contender has; `right` equals `expected` where it did all the work. */
export interface Coverage {
  readonly nodes: number;
  /** Fields and parents. */
  readonly values: number;
  readonly rightNodes: number;
  readonly rightValues: number;
}

/** Holds an end state against the trace's. Of a node that may be there or not, the values are not looked at. */
export const coverageOf = (expected: readonly ExpectedNode[], state: EndState): Coverage => {
  let [nodes, values, rightNodes, rightValues] = [0, 0, 0, 0];
  expected.forEach((node, index) => {
    if (node.fate === 'either') return;
    const found = state[index];
    nodes += 1;
    if ((found !== undefined) === (node.fate === 'present')) rightNodes += 1;
    if (node.fate === 'absent') return;
    values += fieldNames.length + 1;
    if (found === undefined) return;
    for (const name of fieldNames) if (node.values[name].includes(found.fields[name])) rightValues += 1;
    if (node.parents.includes(found.parent)) rightValues += 1;
  });
  // A node that the trace never made is one too many.
  return { nodes, values, rightNodes: rightNodes - Math.max(0, state.length - expected.length), rightValues };
};

export const isComplete = ({ nodes, values, rightNodes, rightValues }: Coverage): boolean =>
  nodes === rightNodes && values === rightValues;
