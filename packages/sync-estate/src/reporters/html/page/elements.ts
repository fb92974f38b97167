// The page's parts run in a browser; types of the DOM have no place elsewhere in this package.
/// <reference lib="dom" />

export type Child = Node | string;

/** Makes one element; text becomes text nodes only, so nothing in a report is ever read as HTML. */
export type MakeElement = (
  tag: string,
  attributes: Readonly<Record<string, string>>,
  ...children: Child[]
) => HTMLElement;

/** It refers to nothing outside itself, because the page carries its source. */
export const createMakeElement =
  (page: Document): MakeElement =>
  (tag, attributes, ...children) => {
    const element = page.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
