// Runs in the browser of an author, in pages that `faqgen watch` serves; no file of a site knows of it.
// It shows each new state of the site: new words in place, a new stylesheet without a reload, and what is
// wrong in a dialog. All that comes from the content is set as text, never as HTML.

const own = document.querySelector('script[data-faqgen-revision]');
let revision = own.dataset.faqgenRevision;
const page = decodeURI(own.dataset.faqgenPage);

let events = null;
let pending = Promise.resolve();

/** A browser keeps few connections to one server: a page that nobody sees gives its own back. */
function connect() {
  if (document.visibilityState === 'hidden') {
    events?.close();
    events = null;
  } else if (!events) {
    events = new EventSource(new URL('events', own.src));
    events.addEventListener('message', ({ data }) => {
      pending = pending.then(() => show(JSON.parse(data))).catch(() => location.reload());
    });
  }
}

async function show(state) {
  const { previous, changed, style } = state;
  if (state.revision !== revision) {
    const isNext = previous === revision;
    if (!isNext || changed.includes(page)) await refresh();
    else if (style !== null) await swapStylesheet(style.to);
    revision = state.revision;
    document.documentElement.dataset.faqgenRevision = revision;
  }
  showProblems(state.problems);
}

/** Puts what is new in the place of what is old, and leaves everything else: scroll position, focus, target. */
async function refresh() {
  const response = await fetch(location.pathname, { cache: 'no-store' });
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  const link = fresh.querySelector('link[rel="stylesheet"]');
  if (!response.ok || !link || fresh.body.className !== document.body.className) {
    location.reload();
    return;
  }
  await swapStylesheet(link.getAttribute('href'));
  document.title = fresh.title;
  for (const name of ['lang', 'dir']) {
    document.documentElement.setAttribute(name, fresh.documentElement.getAttribute(name) ?? '');
  }
  patch(document.body, fresh.body);
}

/** What the script of a page does with the list of questions, and its reader, stands in no file. */
const madeByScript = new Set(['open', 'tabindex', 'aria-current']);

function patch(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName || old.nodeType !== Node.ELEMENT_NODE) {
    old.replaceWith(document.importNode(fresh, true));
    return;
  }
  for (const { name } of [...old.attributes])
    if (!fresh.hasAttribute(name) && !madeByScript.has(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  // What the page's own script made stands in no file.
  const before = [...old.childNodes].filter(
    (node) => !(node instanceof Element && node.matches('.find, .start, .fold > button')),
  );
  const after = [...fresh.childNodes];
  // What stands unchanged at both ends stays; in between, as many as there are on both sides are patched.
  while (before.length > 0 && after.length > 0 && before[0].isEqualNode(after[0])) {
    before.shift();
    after.shift();
  }
  let end = null;
  while (before.length > 0 && after.length > 0 && before.at(-1).isEqualNode(after.at(-1))) {
    end = before.pop();
    after.pop();
  }
  while (before.length > 0 && after.length > 0) patch(before.shift(), after.shift());
  for (const node of before) node.remove();
  for (const node of after) old.insertBefore(document.importNode(node, true), end);
}

/** The old stylesheet goes when the new one is there, so that the page never stands bare. */
function swapStylesheet(href) {
  const old = document.querySelector('link[rel="stylesheet"]');
  if (!old || old.getAttribute('href') === href) return undefined;
  const link = old.cloneNode();
  link.href = href;
  return new Promise((resolve) => {
    link.addEventListener('load', resolve);
    link.addEventListener('error', resolve);
    old.after(link);
  }).then(() => old.remove());
}

let dialog = null;
let shown = 'null';

/** A dialog with a shadow of its own, which no stylesheet of the site reaches. The author may close it; the next news opens it again. */
function showProblems(problems) {
  const key = JSON.stringify(problems);
  if (key === shown) return;
  shown = key;
  dialog?.host.remove();
  dialog = null;
  if (problems === null) return;

  const host = document.createElement('faqgen-problems');
  const shadow = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(dialogStyle);
  shadow.adoptedStyleSheets = [sheet];
  const box = element('dialog', '');
  const title = element('h1', problems.title);
  title.id = 'title';
  box.setAttribute('aria-labelledby', 'title');
  const close = element('button', 'Close');
  close.addEventListener('click', () => box.close());
  box.append(title, element('p', problems.hint), ...problems.texts.map((text) => element('pre', text)), close);
  shadow.append(box);
  document.documentElement.append(host);
  dialog = { host };
  box.showModal();
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

const dialogStyle = `
  dialog { box-sizing: border-box; inline-size: min(60rem, 100vw - 2rem); max-block-size: calc(100vh - 2rem);
    overflow: auto; padding: 1.2rem 1.5rem 1.5rem; border: 0; border-block-start: .4rem solid #c62828;
    color: #1b1b1b; background: #fff; direction: ltr; text-align: start;
    font: 1rem/1.5 system-ui, sans-serif; }
  dialog::backdrop { background: rgb(0 0 0 / .55); }
  h1 { margin: 0; font-size: 1.3rem; color: #a31515; }
  p { margin: .3rem 0 1rem; }
  pre { margin: 0 0 1rem; padding: .8rem; overflow-x: auto; background: #f3f3f1; font: .9rem/1.45 ui-monospace, monospace; }
  button { padding: .5rem 1.2rem; border: 1px solid currentColor; background: none; color: inherit; font: inherit; }
  button:focus-visible { outline: 3px solid #1565c0; outline-offset: 2px; }
  @media (prefers-color-scheme: dark) {
    dialog { color: #ececec; background: #1c1c1c; }
    h1 { color: #ff9a90; }
    pre { background: #2a2a2a; }
  }
`;

document.addEventListener('visibilitychange', connect);
addEventListener('pagehide', () => {
  events?.close();
  events = null;
});
addEventListener('pageshow', connect);
connect();
