// Shows a FAQ on a page of another site: <faq-embed src="https://faq.example/"><a href="https://faq.example/">…</a></faq-embed>.
// What stands in the element stays as long as there is nothing better: without a script, while it loads, and where it does not.
// Nothing that it fetches is ever run, whoever sent it.
'use strict';
{
  const prefix = 'faq-';
  const elements = new Set(
    (
      'header main footer section article aside nav div span p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd a em strong b i u s del ins small ' +
      'sub sup mark abbr dfn cite q time data bdi bdo br wbr hr code pre kbd samp var blockquote figure figcaption details summary ' +
      'ruby rt rp table caption colgroup col thead tbody tfoot tr th td picture source img'
    ).split(' '),
  );
  const attributes = new Set(
    (
      'id class lang dir src srcset media alt title width height value start reversed type datetime colspan rowspan scope headers ' +
      'hreflang open role cite'
    ).split(' '),
  );
  const schemes = new Set(['http:', 'https:', 'mailto:', 'tel:', 'sms:']);

  // A parser of documents runs nothing, and is no sink of Trusted Types.
  const load = (address, type) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.onload = () => (request.status === 200 && request.response ? resolve(request.response) : reject());
      request.onerror = reject;
      request.open('GET', address);
      request.responseType = type;
      request.send();
    });

  // Of the elements above, a link alone runs what its address says: its scheme is the one that the browser reads.
  const isHarmless = ({ name, value }) =>
    name === 'href'
      ? schemes.has(Object.assign(document.createElement('a'), { href: value }).protocol)
      : attributes.has(name) || /^(?:aria|data)-/.test(name);

  const copy = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return new Text(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || !elements.has(node.localName)) return '';
    const element = document.createElement(node.localName);
    for (const attribute of node.attributes)
      if (isHarmless(attribute)) element.setAttribute(attribute.name, attribute.value);
    element.append(...[...node.childNodes].map(copy));
    return element;
  };

  // A browser knows the fonts of a document alone, and none of a shadow root.
  const fontsIn = (rules) =>
    [...rules].flatMap((rule) =>
      rule instanceof CSSFontFaceRule ? [rule.cssText] : rule.cssRules ? fontsIn(rule.cssRules) : [],
    );

  const styleOf = (text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  };

  customElements.define(
    'faq-embed',
    class extends HTMLElement {
      #stop = null;

      connectedCallback() {
        this.#stop = new AbortController();
        if (!this.hasAttribute('src')) console.warn('faq-embed: src is missing, the address of the FAQ');
        else if (this.hasAttribute('frame')) this.#showFrame();
        else if (this.shadowRoot) this.#listen();
        else this.#showFragment();
      }

      disconnectedCallback() {
        this.#stop.abort();
      }

      // A folder, also where its slash was forgotten.
      get #site() {
        return new URL(this.getAttribute('src').replace(/\/*$/, '/'), document.baseURI);
      }

      async #showFragment() {
        const address = (name) => new URL(`embed/${name}`, this.#site);
        try {
          const [page, css] = await Promise.all([
            load(address('fragment.html'), 'document'),
            load(address('embed.css'), 'text'),
          ]);
          const fragment = copy(page.querySelector('section.faqgen'));
          const style = styleOf(css);
          const root = this.attachShadow({ mode: 'open' });
          root.adoptedStyleSheets = [style];
          root.append(fragment);
          const fonts = fontsIn(style.cssRules).join('');
          if (fonts) document.adoptedStyleSheets.push(styleOf(fonts));
        } catch {
          // What stands in the element leads to the site; a browser tells the author of the page what it refused.
          return;
        }
        this.#listen();
        this.#reveal(location.hash);
      }

      // A browser seeks the target of a link in the document alone, and not in a shadow root.
      #listen() {
        const { signal } = this.#stop;
        addEventListener('hashchange', () => this.#reveal(location.hash), { signal });
        this.shadowRoot.addEventListener(
          'click',
          (event) => {
            const link = event.target.closest('a[href^="#"]');
            if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            const hash = link.getAttribute('href');
            if (location.hash === hash) this.#reveal(hash);
            else location.hash = hash;
          },
          { signal },
        );
      }

      #reveal(hash) {
        let id = hash.slice(1);
        try {
          id = decodeURIComponent(id);
        } catch {
          // It is sought as it stands.
        }
        const root = this.shadowRoot;
        const target = id.startsWith(prefix) && root.getElementById(id);
        for (const one of root.querySelectorAll('.target')) one.classList.remove('target');
        if (!target) return;
        target.classList.add('target');
        const fold = target.closest('.answer')?.querySelector('details');
        if (fold) fold.open = true;
        target.scrollIntoView();
        target.tabIndex = -1;
        target.focus({ preventScroll: true });
      }

      // Until the page in the frame has said how high it is, what stands in the element is shown.
      #showFrame() {
        const site = this.#site;
        const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
        const frame = Object.assign(document.createElement('iframe'), { src: site.href, title: this.textContent.trim() });
        root.adoptedStyleSheets = [
          styleOf(
            ':host{display:block;position:relative}iframe{display:block;inline-size:100%;border:0}' +
              'slot+iframe{position:absolute;block-size:0;visibility:hidden}',
          ),
        ];
        root.replaceChildren(document.createElement('slot'), frame);
        frame.onload = () => frame.contentWindow.postMessage('faqgen height?', site.origin);
        addEventListener(
          'message',
          ({ source, origin, data }) => {
            if (source !== frame.contentWindow || origin !== site.origin || !(data?.faqgenHeight > 0)) return;
            root.querySelector('slot')?.remove();
            frame.height = Math.ceil(data.faqgenHeight);
          },
          { signal: this.#stop.signal },
        );
      }
    },
  );
}
