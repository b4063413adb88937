import { printable } from './printable.ts';

/** An element, with what is in it in order. An attribute that is undefined is left out. */
export interface XmlElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number | undefined>>;
  /** Other elements, or lines of text. */
  readonly content?: readonly (XmlElement | string)[];
}

/** What XML 1.0 allows in no form, not even as a reference, beside controls and lone surrogates. */
const NONCHARACTERS = /[\ufffe\uffff]/g;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * A document, indented by two, with a newline at the end. It is well-formed whatever the texts hold: a character that XML
 * cannot hold, or that a reader cannot see, is written as an escape such as `\x1B`.
 */
export function xmlDocument(root: XmlElement): string {
  return ['<?xml version="1.0" encoding="UTF-8"?>', ...linesOf(root, '')].map((line) => `${line}\n`).join('');
}

function linesOf({ name, attributes = {}, content = [] }: XmlElement, indent: string): string[] {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(String(value))}"`],
  );
  const tag = `${name}${written.join('')}`;
  const elements = content.filter((part) => typeof part !== 'string');
  const text = content.filter((part) => typeof part === 'string').map(escaped);
  if (elements.length > 0)
    return [
      `${indent}<${tag}>`,
      ...elements.flatMap((element) => linesOf(element, `${indent}  `)),
      `${indent}</${name}>`,
    ];
  // Text is not indented: every space of it counts.
  return [text.length === 0 ? `${indent}<${tag}/>` : `${indent}<${tag}>${text.join('\n')}</${name}>`];
}

function escaped(text: string): string {
  return printable(text)
    .replace(NONCHARACTERS, (character) => (character === '\ufffe' ? '\\uFFFE' : '\\uFFFF'))
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
