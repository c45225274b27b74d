// Makes the field that finds questions, and marks in their list the one that is read. The page is whole without it: what
// it needs is made here. Its words are attributes of the script element.
'use strict';
{
  const { src, dataset: words } = document.currentScript;
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
  const rail = document.querySelector('.jump');
  const links = rail ? [...rail.querySelectorAll('li > a')] : [];
  const folded = rail?.querySelector('details');

  // What finds comes when it is asked for. A build puts the name of its file here.
  let loading;
  const load = () =>
    (loading ??= new Promise((resolve, reject) => {
      const onerror = () => {
        loading = null;
        reject();
      };
      document.head.append(make('script', { src: new URL('match.js', src), onload: resolve, onerror }));
    }));

  if (links.length > 1) {
    const field = make('input', { id: '_find', type: 'search', autocomplete: 'off' });
    const search = make('search', { className: 'find' });
    search.append(make('label', { htmlFor: '_find', textContent: words.find }), field, make('p', { role: 'status' }));
    let isFound = false;
    const say = () => {
      isFound = self.faqgenFind(rail, search, words);
    };
    // Where it does not come, the list stays whole.
    field.onfocus = () => load().catch(() => {});
    field.oninput = () => (self.faqgenFind ? say() : load().then(say, () => {}));
    field.onkeydown = async ({ key, isComposing }) => {
      if (key !== 'Enter' || isComposing) return;
      await loading;
      if (isFound) rail.querySelector('li:not([hidden]) > a').click();
    };
    folded.firstElementChild.after(search);
  }

  if (rail) {
    // Beside the answers the list stands open.
    const wide = matchMedia('(min-width: 60rem)');
    const unfold = () => {
      if (wide.matches) folded.open = true;
      folded.firstElementChild.tabIndex = wide.matches ? -1 : 0;
    };
    wide.onchange = unfold;
    unfold();

    // The question that is read is the last one whose answer has come up to the top fifth of the window.
    const answerOf = (link) => document.getElementById(link.getAttribute('href').slice(1));
    const inView = new Set();
    const watch = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) inView[isIntersecting ? 'add' : 'delete'](target);
        const current = links.findLast((link) => inView.has(answerOf(link)));
        if (!current) return;
        rail.querySelector('[aria-current]')?.removeAttribute('aria-current');
        current.ariaCurrent = 'true';
        const { top, bottom } = current.getBoundingClientRect();
        const frame = rail.getBoundingClientRect();
        if (top < frame.top || bottom > frame.bottom) rail.scrollTop += top - frame.top - frame.height / 2;
      },
      { rootMargin: '0px 0px -80% 0px' },
    );
    for (const link of links) watch.observe(answerOf(link));
  }
}
