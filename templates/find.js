// Finds questions as one types, and copies links to them. The page is whole without it: what it needs is made here.
// Its words are attributes of the script element.
'use strict';
{
  const { dataset: words } = document.currentScript;
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
  // Accents are forgiven, endings that Arabic writes in two ways too, and capitals make one of ß and ss.
  const fold = (text) =>
    text.normalize('NFKD').replace(/[\p{M}\u0640]/gu, '').replace(/ة/g, 'ه').replace(/ى/g, 'ي').toUpperCase();
  const split = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  // Words that differ by one letter, or by two that changed places, are the same without one letter.
  const cuts = (word) => [word, ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))];

  const rail = document.querySelector('.jump');
  const links = rail ? [...rail.querySelectorAll('li > a')] : [];
  const read = () =>
    links.map((link) => {
      const answer = document.getElementById(link.getAttribute('href').slice(1));
      // What the author wrote, and neither numbers nor words of the page itself.
      const parts = answer.querySelectorAll(':scope > :is(h2, h3) > a, :scope > .short, :scope > .prose');
      const section = answer.closest('.group')?.firstElementChild;
      const texts = [...parts, section].map((part) => part?.textContent);
      return { item: link.parentElement, text: fold([...texts, link.dataset.keywords].join(' ')) };
    });

  // A word that stands nowhere is taken for a slip of the finger.
  const holding = (entries, word) => {
    const exact = entries.filter(({ text }) => text.includes(word));
    if (exact[0] || word.length < 4) return exact;
    const wanted = new Set(cuts(word));
    const isNear = (other) =>
      [0, 1].some((more) => cuts(other.slice(0, word.length + more)).some((cut) => wanted.has(cut)));
    return entries.filter(({ text }) => split(text).some(isNear));
  };

  // Shows the questions that hold most of the words, or all where none does; returns what to say of it.
  let found = 0;
  const find = (query) => {
    const entries = read();
    const asked = [...new Set(split(query))].map((word) => holding(entries, word));
    const countOf = (entry) => asked.filter((hits) => hits.includes(entry)).length;
    const most = Math.max(...entries.map(countOf));
    found = most;
    const shown = entries.filter((entry) => countOf(entry) === most);
    for (const entry of entries) entry.item.hidden = !shown.includes(entry);
    for (const list of rail.querySelectorAll('ol')) {
      const title = list.previousElementSibling;
      list.hidden = !list.querySelector('li:not([hidden])');
      if (title.matches('p:not([role])')) title.hidden = list.hidden;
    }
    const number = (value) => value.toLocaleString(document.documentElement.lang);
    if (!query.trim()) return '';
    return most ? words.found.replace('{n}', number(shown.length)).replace('{total}', number(entries.length)) : words.none;
  };

  if (links.length > 1) {
    const field = make('input', { id: '_find', type: 'search', autocomplete: 'off' });
    const status = make('p', { role: 'status' });
    const search = make('search', { className: 'find' });
    search.append(make('label', { htmlFor: '_find', textContent: words.find }), field, status);
    field.oninput = () => {
      status.textContent = find(field.value);
    };
    field.onkeydown = ({ key, isComposing }) => {
      if (key === 'Enter' && !isComposing && found) rail.querySelector('li:not([hidden]) > a').click();
    };
    rail.prepend(search);
  }

  // Browsers have no clipboard where the connection is not secure.
  for (const link of navigator.clipboard ? document.querySelectorAll('.answer > .foot a') : []) {
    const answer = link.closest('.answer');
    if (link.getAttribute('href') !== answer.id + '.html') continue;
    const question = answer.querySelector('h2, h3').lastElementChild.textContent;
    const group = make('span', { className: 'copy' });
    const button = make('button', { type: 'button', textContent: words.copy, ariaLabel: words.copy + ': ' + question });
    const status = make('span', { role: 'status' });
    // Where the browser does not allow it, a reader can copy the address by hand.
    button.onclick = async () => {
      try {
        await navigator.clipboard.writeText(link.href);
        status.textContent = ' ' + words.copied;
        setTimeout(() => status.replaceChildren(), 4000);
      } catch {
        status.textContent = ' ' + link.href;
      }
    };
    group.append(button, status);
    link.after(group);
  }
}
