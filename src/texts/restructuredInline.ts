/** Where names lead, as in `.. _name: https://example.org/`; lower-case, as docutils compares them. */
export function linkTargets(lines: readonly string[]): Map<string, string> {
  return new Map(
    lines.flatMap((line): [string, string][] => {
      const [, quoted, bare, address] = /^\s*\.\. _(?:`([^`]+)`|([^:]+)):\s+(\S+)\s*$/.exec(line) ?? [];
      const name = quoted ?? bare;
      return name === undefined || address === undefined ? [] : [[name.toLowerCase().replaceAll(/\s+/g, ' '), address]];
    }),
  );
}

const marks =
  /``(?<code>[\s\S]+?)``(?!`)|:(?<role>[\w:.+-]+):`(?<inRole>[^`]+)`|`(?<inLink>[^`]+)`(?<link>__?)|`(?<title>[^`]+)`|\*\*(?<strong>\S(?:[\s\S]*?\S)?)\*\*|(?<![*\w])\*(?<em>[^\s*](?:[^*]*[^\s*])?)\*(?![*\w])|(?<=[\s(])\[(?<footnote>[^\]\s]+)\]_(?!\w)|(?<![\w`])(?<name>[A-Za-z][\w.-]*)_(?![\w_])|\\(?<escaped>[\s\S])/g;

/** The inline marks of reStructuredText as HTML; a name that leads nowhere stays as it was typed. */
export function htmlOfRstInline(text: string, targets: ReadonlyMap<string, string>): string {
  let html = '';
  let at = 0;
  for (const match of text.matchAll(marks)) {
    html += escaped(text.slice(at, match.index));
    at = match.index + match[0].length;
    html += htmlOf(match[0], match.groups ?? {}, targets);
  }
  return html + escaped(text.slice(at));
}

function htmlOf(
  typed: string,
  groups: Record<string, string | undefined>,
  targets: ReadonlyMap<string, string>,
): string {
  const { code, role, inRole, inLink, title, strong, em, footnote, name, escaped: sign } = groups;
  if (code !== undefined) return `<code>${literal(code)}</code>`;
  if (role !== undefined && inRole !== undefined) return ofRole(role, inRole);
  if (inLink !== undefined) return linkOf(inLink, targets);
  if (title !== undefined) return `<em>${escaped(title)}</em>`;
  if (strong !== undefined) return `<strong>${escaped(strong)}</strong>`;
  if (em !== undefined) return `<em>${escaped(em)}</em>`;
  if (footnote !== undefined) return `[${escaped(footnote)}]`;
  if (name !== undefined) {
    const address = targets.get(name.toLowerCase());
    return address === undefined ? escaped(typed) : `<a href="${attribute(address)}">${escaped(name)}</a>`;
  }
  return sign === undefined || /\s/.test(sign) ? '' : literal(sign);
}

function ofRole(role: string, text: string): string {
  const [, words, target = text] = /^([\s\S]*?)\s*<([^<>]+)>$/.exec(text) ?? [];
  if (role === 'ref' && words !== undefined)
    return `<a href="#${attribute(target.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'))}">${escaped(words)}</a>`;
  if (/^(?:sup|superscript|sub|subscript)$/.test(role))
    return `<${role.slice(0, 3)}>${escaped(text)}</${role.slice(0, 3)}>`;
  const shown = literal(words ?? text.replace(/^[~!]/, ''));
  return /^(?:code|literal|samp|kbd|file|command|py:|program|envvar|option)/.test(role)
    ? `<code>${shown}</code>`
    : role === 'strong'
      ? `<strong>${shown}</strong>`
      : shown;
}

function linkOf(text: string, targets: ReadonlyMap<string, string>): string {
  const [, words, address] = /^([\s\S]*?)\s*<([^<>]+)>$/.exec(text) ?? [];
  const name = (words ?? text).replaceAll(/\s+/g, ' ');
  const target =
    address === undefined
      ? targets.get(name.toLowerCase())
      : address.endsWith('_')
        ? targets.get(address.slice(0, -1).toLowerCase())
        : address;
  // The title of a section is a name as well.
  const href =
    target ??
    `#${name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')}`;
  return `<a href="${attribute(href)}">${escaped(words || address || text)}</a>`;
}

/** A backslash takes its meaning from the sign behind it, and leaves no trace of a space. */
function escaped(text: string): string {
  return literal(text.replaceAll(/\\([\s\S])/g, (_typed, sign: string) => (/\s/.test(sign) ? '' : sign)));
}

function literal(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function attribute(text: string): string {
  return text.replaceAll(/\s+/g, '').replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
