import GithubSlugger from 'github-slugger';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';

/** A fenced code block. */
export interface CodeBlock {
  /** The line of the opening fence, from 1; the code begins on the next. */
  readonly line: number;
  /** The first word after the fence: `ts`. Empty where there is none. */
  readonly language: string;
  /** The rest of the line: `exit=1`. */
  readonly info: string;
  readonly code: string;
}

export interface Link {
  readonly line: number;
  readonly url: string;
}

/** What the checks look at in one Markdown file. */
export interface Document {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly codeBlocks: readonly CodeBlock[];
  readonly links: readonly Link[];
  /** What a link can lead to in the file: its headings' slugs as GitHub makes them, and explicit ids. */
  readonly anchors: ReadonlySet<string>;
}

const explicitId = /<[a-z][^>]*\s(?:id|name)=["']([^"']+)["']/gi;

export const parseDocument = (path: string, text: string): Document => {
  const slugger = new GithubSlugger();
  const codeBlocks: CodeBlock[] = [];
  const links: Link[] = [];
  const anchors = new Set<string>();
  visit(fromMarkdown(text) as Nodes, (node) => {
    const line = node.position?.start.line ?? 1;
    switch (node.type) {
      case 'heading':
        anchors.add(slugger.slug(toString(node)));
        break;
      case 'html':
        for (const [, id = ''] of node.value.matchAll(explicitId)) anchors.add(id);
        break;
      case 'code':
        codeBlocks.push({ line, language: node.lang ?? '', info: node.meta ?? '', code: node.value });
        break;
      case 'link':
      case 'image':
      case 'definition':
        links.push({ line, url: node.url });
        break;
      default:
    }
  });
  return { path, codeBlocks, links, anchors };
};
