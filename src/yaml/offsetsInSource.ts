/**
 * For each UTF-16 code unit of a scalar's `value`, where it stands in `source`
 * between `from` and `to` (the scalar's own range). YAML folds lines, strips
 * indentation and resolves escapes; this walks both texts side by side to undo
 * that. `style` is yaml's `Scalar.Type`. Has one entry more than the value.
 */
export function offsetsInSource(value: string, source: string, from: number, to: number, style: string): Uint32Array {
  const offsets = new Uint32Array(value.length + 1);
  const block = style.startsWith('BLOCK');
  const double = style === 'QUOTE_DOUBLE';
  const single = style === 'QUOTE_SINGLE';
  let place = block ? source.indexOf('\n', from) + 1 || to : double || single ? from + 1 : from;
  const indent = block ? indentation(source.slice(place, to)) : 0;
  if (block) place += blanks(source, place, indent);

  for (let index = 0; index < value.length; index++) {
    const character = value[index];
    // A backslash before a line's end joins two lines without a space.
    while (double && source[place] === '\\' && /[\r\n]/.test(source[place + 1] ?? '')) {
      place = skipBlanks(source, place + 1, to);
    }
    if (double && source[place] === '\\') {
      offsets[index] = place;
      const length = { x: 4, u: 6, U: 10 }[source[place + 1] ?? ''] ?? 2;
      if (length === 10 && /[\uD800-\uDBFF]/.test(character ?? '') && index + 1 < value.length)
        offsets[++index] = place;
      place += length;
    } else if (character === '\n' || character === ' ' || character === '\t') {
      if (source[place] === '\r') place++;
      offsets[index] = Math.min(place, to);
      if (source[place] === '\n') {
        place++;
        if (block) place += blanks(source, place, indent);
        else place = value[index + 1] === '\n' ? place + lineIndent(source, place) : skipBlanks(source, place, to);
      } else if (source[place] === character) {
        place++;
      }
    } else {
      if (source[place] !== character) place = skipBlanks(source, place, to);
      offsets[index] = Math.min(place, to);
      place += single && character === "'" ? 2 : 1;
    }
  }
  offsets[value.length] = Math.min(place, to);
  return offsets;
}

function indentation(body: string): number {
  let least = Number.POSITIVE_INFINITY;
  for (const line of body.split('\n')) {
    if (line.trim() !== '') least = Math.min(least, blanks(line, 0, line.length));
  }
  return Number.isFinite(least) ? least : 0;
}

/** How many spaces stand at `place`, at most `most`. */
function blanks(text: string, place: number, most: number): number {
  let count = 0;
  while (count < most && text[place + count] === ' ') count++;
  return count;
}

/** Spaces before a line's end: 0 unless the line is blank. */
function lineIndent(text: string, place: number): number {
  const count = blanks(text, place, text.length);
  return /[\r\n]/.test(text[place + count] ?? '') ? count : 0;
}

function skipBlanks(text: string, place: number, to: number): number {
  let next = place;
  while (next < to && /\s/.test(text[next] ?? '')) next++;
  return next;
}
