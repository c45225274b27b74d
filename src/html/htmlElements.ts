/** Elements of HTML (WHATWG, section 4 and the obsolete ones of 16.2): what an author who types one means as markup. */
const htmlElements: ReadonlySet<string> = new Set(
  `a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br
  button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed
  fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe
  image img input ins isindex kbd keygen label legend li link main map mark marquee math menu meta meter nav nobr
  noembed noframes noscript object ol optgroup option output p param picture plaintext pre progress q rp rt ruby s
  samp script search section select slot small source span strike strong style sub summary sup svg table tbody td
  template textarea tfoot th thead time title tr track tt u ul var video wbr xmp`.split(/\s+/),
);

/** The end of a comment is not asked for: to search it behind each beginning takes too long. */
const tagLike = /<(?:!--|!\[CDATA\[|\?|\/?([a-zA-Z][a-zA-Z0-9-]*)(?:\s[^<>]*|\/)?>)/g;

/** What an author meant as HTML. `INR <target and platelets >50` is prose; what looks like an element was meant as one. */
export function tagsIn(text: string): RegExpExecArray[] {
  return [...text.matchAll(tagLike)].filter((match) => {
    const name = match[1]?.toLowerCase();
    return name === undefined || htmlElements.has(name) || match[0].includes('=') || name.includes('-');
  });
}
