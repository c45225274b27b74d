/**
 * A page of docs/ for a terminal of `width` columns: paragraphs and entries of lists are filled anew, code
 * is indented, and links are followed by where they lead. What stands in backticks keeps them.
 */
export function plainPage(markdown: string, width: number): string {
  const parts = markdown.split(/^```\w*\n([\s\S]*?)^```$/m);
  return parts
    .flatMap((part, index) => (index % 2 === 1 ? [part.replaceAll(/^(?=.)/gm, '    ').trimEnd()] : fill(part, width)))
    .join('\n\n');
}

function fill(prose: string, width: number): string[] {
  const blocks = prose.split(/\n{2,}|\n(?=- )/).map((block) => block.trim());
  return blocks.filter((block) => block !== '').map((block) => fillBlock(withoutMarks(block), width));
}

function fillBlock(text: string, width: number): string {
  const indent = text.startsWith('- ') ? '  ' : '';
  const lines: string[] = [];
  let line = '';
  for (const word of text.replaceAll(/`[^`]{1,40}`/g, unbroken).split(/[ \n]+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= width || line === '') {
      line = longer;
    } else {
      lines.push(line);
      line = `${indent}${word}`;
    }
  }
  return [...lines, line].join('\n').replaceAll(noBreak, ' ');
}

/** Stands for a blank of short code while lines are filled: `10 mg` is read in one piece. */
const noBreak = '\0';
const unbroken = (code: string): string => code.replaceAll(/\s/g, noBreak);

/** Marks of Markdown are taken out of the prose, and left in code. */
function withoutMarks(text: string): string {
  return text.replaceAll(marks, (found, _, words?: string, target = '', sign = '') => {
    if (words !== undefined) return target.startsWith(words) ? target : `${words} (${target})`;
    return found.startsWith('`') ? found : sign;
  });
}

/** Code; a link; the stars of bold words; a backslash with the sign behind it. */
const marks = /(`+)(?:.|\n)*?\1(?!`)|\[((?:`[^`]*`|[^[\]`])+)\]\(([^()\s]+)\)|\*\*|\\([!-/:-@[-`{-~])/g;
