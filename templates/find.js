// Finds questions as one types, and copies links to them. The page is whole without it: what it needs is made here.
// Its words are attributes of the script element.
'use strict';
{
  const { src, dataset: words } = document.currentScript;
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
  const rail = document.querySelector('.jump');
  const links = rail ? [...rail.querySelectorAll('li > a')] : [];
  const read = () =>
    links.map((link) => {
      const answer = document.getElementById(link.getAttribute('href').slice(1));
      // What the author wrote, and neither numbers nor words of the page itself.
      const parts = answer.querySelectorAll(':scope > :is(h2, h3) > a, :scope > .short, :scope > .prose');
      const section = answer.closest('.group')?.firstElementChild;
      const texts = [...parts, section].map((part) => part && self.faqgenText(part));
      return [link.parentElement, [...texts, link.dataset.keywords].join('\n')];
    });

  // What compares words comes when it is asked for. A build puts the name of its file here.
  let loading;
  const load = () =>
    (loading ??= new Promise((resolve, reject) => {
      const onerror = () => {
        loading = null;
        reject();
      };
      document.head.append(make('script', { src: new URL('match.js', src), onload: resolve, onerror }));
    }));

  // Shows the questions that hold most of the words, or all where none does; returns what to say of it.
  let found = 0;
  const find = (query) => {
    const asked = self.faqgenMatch(read(), query);
    const items = links.map((link) => link.parentElement);
    const countOf = (item) => asked.filter((hits) => hits.includes(item)).length;
    const most = Math.max(...items.map(countOf));
    found = most;
    const shown = items.filter((item) => countOf(item) === most);
    for (const item of items) item.hidden = !shown.includes(item);
    for (const list of rail.querySelectorAll('ol')) {
      const title = list.previousElementSibling;
      list.hidden = !list.querySelector('li:not([hidden])');
      if (title.matches('p:not([role])')) title.hidden = list.hidden;
    }
    const number = (value) => value.toLocaleString(document.documentElement.lang);
    if (!query.trim()) return '';
    return most ? words.found.replace('{n}', number(shown.length)).replace('{total}', number(items.length)) : words.none;
  };

  if (links.length > 1) {
    const field = make('input', { id: '_find', type: 'search', autocomplete: 'off' });
    const status = make('p', { role: 'status' });
    const search = make('search', { className: 'find' });
    search.append(make('label', { htmlFor: '_find', textContent: words.find }), field, status);
    const say = () => {
      status.textContent = find(field.value);
    };
    // Where it does not come, the list stays whole.
    field.onfocus = () => load().catch(() => {});
    field.oninput = () => (self.faqgenMatch ? say() : load().then(say, () => {}));
    field.onkeydown = async ({ key, isComposing }) => {
      if (key !== 'Enter' || isComposing) return;
      await loading;
      if (found) rail.querySelector('li:not([hidden]) > a').click();
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
