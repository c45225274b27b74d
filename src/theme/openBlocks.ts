/** A block that is not closed, or a tag that closes none: where it stands in the text of the template, and what mends it. */
export interface BlockFault {
  readonly start: number;
  readonly end: number;
  readonly problem: string;
  readonly help: string;
}

interface Tag {
  readonly name: string;
  /** As it is typed. */
  readonly text: string;
  readonly start: number;
}

/** Comments, and tags that open or close a block. What is escaped, or prints raw, has another shape. */
const tags =
  /\{\{~?!--[\s\S]*?--~?\}\}|\{\{~?![\s\S]*?\}\}|\{\{~?(?<open>#>?|\^(?=[ \t]*[\w@]))\s*(?<opened>[\w@.-]+)[^}]*\}\}|\{\{~?\/\s*(?<closed>[\w@.-]+)\s*~?\}\}/g;

/** The first fault in how the blocks of a template nest; null where they do. */
export function unbalancedBlock(template: string): BlockFault | null {
  const open: Tag[] = [];
  for (const { 0: text, index: start, groups = {} } of template.matchAll(tags)) {
    if (groups['opened'] !== undefined) open.push({ name: groups['opened'], text, start });
    const closed = groups['closed'];
    if (closed === undefined) continue;
    const last = open.pop();
    if (last === undefined) {
      const help = 'remove it, or open the block that it was to close';
      return { start, end: start + text.length, problem: `\`${text}\` closes no block`, help };
    }
    if (last.name === closed) continue;
    const isOutside = open.some(({ name }) => name === closed);
    if (isOutside) return notClosed(last, ` before \`${text}\``);
    const line = template.slice(0, last.start).split('\n').length;
    const problem = `\`${text}\` stands where \`${last.text}\` of line ${line} ends`;
    return { start, end: start + text.length, problem, help: `write \`{{/${last.name}}}\` in its place` };
  }
  const last = open.at(-1);
  return last === undefined ? null : notClosed(last, '');
}

function notClosed({ name, text, start }: Tag, where: string): BlockFault {
  return {
    start,
    end: start + text.length,
    problem: `\`${text}\` is not closed${where}`,
    help: `write \`{{/${name}}}\` where it ends`,
  };
}
