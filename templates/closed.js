// Opens answers that stand closed behind their questions: the one to which a link leads, and all at once. The page is
// whole without it: a browser opens and closes each of them by itself. A build joins it to find.js.
'use strict';
{
  const folds = () => [...document.querySelectorAll('.answer > details')];

  const reveal = (hash) => {
    let id = hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      // It is sought as it stands.
    }
    const target = document.getElementById(id);
    const fold = target?.closest('.answer')?.querySelector('details');
    if (!fold || fold.open) return;
    fold.open = true;
    target.scrollIntoView();
  };
  // A link to the answer to which the last one led changes no address.
  addEventListener('click', ({ target }) => {
    const link = target.closest('a[href^="#"]');
    if (link) reveal(link.hash);
  });
  addEventListener('hashchange', () => reveal(location.hash));
  reveal(location.hash);

  const row = document.querySelector('.fold');
  if (row && folds().length > 1) {
    const button = Object.assign(document.createElement('button'), { type: 'button' });
    const areOpen = () => folds().every(({ open }) => open);
    const say = () => {
      button.textContent = areOpen() ? row.dataset.close : row.dataset.open;
    };
    button.onclick = () => {
      const open = !areOpen();
      for (const fold of folds()) fold.open = open;
    };
    addEventListener('toggle', say, true);
    say();
    row.append(button);
  }
}
