import { Document, isMap, isScalar, isSeq, type Node, Scalar } from 'yaml';

export type WritableYaml = string | true | readonly WritableYaml[] | { readonly [key: string]: WritableYaml };

/**
 * YAML that reads as these values. Texts of Markdown, which `isBlock` tells by their keys, and those of several lines
 * stand in blocks; `comments`: what stands before a key of the first level, a line each, without its sign.
 */
export function writeYaml(
  value: { readonly [key: string]: WritableYaml },
  { isBlock, comments }: { isBlock: (key: string) => boolean; comments: ReadonlyMap<string, string> },
): string {
  const document = new Document(value);
  arrange(document.contents, isBlock);
  if (isMap(document.contents)) {
    for (const { key } of document.contents.items) {
      if (!isScalar(key)) continue;
      const comment = comments.get(String(key.value));
      key.spaceBefore = true;
      if (comment !== undefined) key.commentBefore = comment;
    }
  }
  return document.toString({ lineWidth: 0, blockQuote: 'literal', flowCollectionPadding: false }).replace(/^\n+/, '');
}

function arrange(node: Node | null, isBlock: (key: string) => boolean): void {
  if (isSeq(node)) {
    if (node.items.length > 0 && node.items.every((item) => isScalar(item))) node.flow = true;
    for (const [index, item] of node.items.entries()) {
      if (isMap(item) && index > 0 && item.items.length > 2) item.spaceBefore = true;
      arrange(item as Node, isBlock);
    }
  }
  if (!isMap(node)) return;
  for (const { key, value } of node.items) {
    if (isScalar(value) && isScalar(key) && typeof value.value === 'string') {
      if (isBlock(String(key.value)) && !/^\s|[\t ]$/.test(value.value)) {
        value.value = `${value.value}\n`;
        value.type = Scalar.BLOCK_LITERAL;
      }
    } else arrange(value as Node, isBlock);
  }
}
