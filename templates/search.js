// Finds questions by an index that was made with the site, and leads the old addresses of answers on. The page is
// whole without it: what it needs is made here. Its words, and where the index begins, are attributes of the script
// element. Nothing is loaded before a reader turns to the field.
import { cutsOf, mayBeMisspelt, otherFormsOf, pairsOf, soughtIn, stemOf } from '../src/outputs/searchForm.ts';

{
  const { src, dataset: words } = document.currentScript;
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
  const main = document.querySelector('main');

  // Files come as scripts, which a page may load from a double click as well. Each hands its data over.
  const held = new WeakMap();
  self.faqgenShard = (data) => held.set(document.currentScript, data);
  const loads = {};
  const load = (path) =>
    (loads[path] ??= new Promise((resolve, reject) => {
      const script = make('script', {
        src: new URL(path, src),
        onload() {
          script.remove();
          resolve(held.get(script));
        },
        onerror() {
          script.remove();
          delete loads[path];
          reject(new Error(path));
        },
      });
      document.head.append(script);
    }));
  const loadIndex = () => load(words.index.replace(/^.*\//, ''));

  // At 100,000 questions a short beginning stands for more files than anyone waits for.
  const mostFiles = 8;
  // The files in which words between two stand: each begins with the key that is listed with it.
  const filesFor = (kind, shards, from, to) => {
    const after = shards.findIndex(([first]) => first > from);
    const start = Math.max(0, (after < 0 ? shards.length : after) - 1);
    const end = shards.findIndex(([first]) => first > to);
    const wanted = shards.slice(start, end < 0 ? undefined : end).slice(0, mostFiles);
    return Promise.all(wanted.map(([, hash]) => load(`search-${kind}.${hash}.js`)));
  };

  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const decode = (text) => {
    const numbers = [];
    let last = 0;
    let step = 0;
    let shift = 0;
    for (const letter of text) {
      const digit = digits.indexOf(letter);
      step += (digit & 31) << shift;
      shift += 5;
      if (digit & 32) continue;
      numbers.push((last += step));
      step = shift = 0;
    }
    return numbers;
  };
  // Questions by number: of the words that fit among those that begin with it.
  const entriesOf = async (index, word, fits = (key) => key.startsWith(word)) => {
    const files = await filesFor('words', index.words, word, `${word}\uffff`);
    return files.flatMap((file) =>
      Object.keys(file)
        .filter(fits)
        .map((key) => file[key].split('|')),
    );
  };
  const wholeOf = (index, word) => entriesOf(index, word, (key) => key === word);
  const isSmall = (shards) => shards.length <= mostFiles;
  const near = async (index, word) => {
    const [head, second] = word;
    const places = [-1, 0, 1].map((more) => [head, more]).concat([-1, 0].map((more) => [second, more]));
    const keys = places.map(([letter, more]) => letter + String.fromCharCode(Math.min(word.length + more, 99) + 33));
    const files = isSmall(index.spelling)
      ? await filesFor('spelling', index.spelling, '', '\uffff')
      : (await Promise.all(keys.map((key) => filesFor('spelling', index.spelling, key, `${key}\uffff`)))).flat();
    const wanted = new Set(cutsOf(word));
    const isNear = (other) => Math.abs(other.length - word.length) < 2 && cutsOf(other).some((cut) => wanted.has(cut));
    const found = [...new Set(files.flatMap((file) => file.split(' ')))].filter(isNear).slice(0, mostFiles);
    return (await Promise.all(found.map((other) => wholeOf(index, other)))).flat();
  };
  const hitsOf = (entries) => ({
    asked: new Set(entries.flatMap(([asked]) => decode(asked))),
    told: new Set(entries.flatMap(([, told]) => (told === '*' ? [] : decode(told)))),
    // So many answers hold it that it tells none apart.
    isEverywhere: entries.some(([, told]) => told === '*'),
  });
  const isHit = ({ asked, told, isEverywhere }) => isEverywhere || asked.size + told.size > 0;
  // The questions that hold each of several words.
  const inAll = (hits) => {
    const telling = hits.filter(({ isEverywhere }) => !isEverywhere);
    if (!telling[0]) return hits[0];
    const holds = (number) => telling.every(({ asked, told }) => asked.has(number) || told.has(number));
    const numbers = [...telling[0].asked, ...telling[0].told].filter(holds);
    const asks = (number) => hits.every(({ asked }) => asked.has(number));
    return {
      asked: new Set(numbers.filter(asks)),
      told: new Set(numbers.filter((number) => !asks(number))),
      isEverywhere: false,
    };
  };
  const exact = async (index, word, alike = []) =>
    inAll(
      await Promise.all(pairsOf(word).map(async (pair) => hitsOf([...(await entriesOf(index, pair)), ...alike.flat()]))),
    );
  // A word that stands nowhere is taken for another form of one, and then for a slip of the finger.
  const holding = async (index, { whole, parts, joins }) => {
    const { lang } = document.documentElement;
    const others = otherFormsOf(whole, lang).map((other) => wholeOf(index, other));
    const alike = await Promise.all([...others, ...joins.map((join) => entriesOf(index, join))]);
    const found = await exact(index, whole, alike);
    if (isHit(found)) return found;
    const all = parts[0] && inAll(await Promise.all(parts.map((part) => exact(index, part))));
    if (all && isHit(all)) return all;
    if (!mayBeMisspelt(whole)) return found;
    const stem = stemOf(whole, lang);
    const stemmed = await entriesOf(index, stem.slice(0, Math.max(2, stem.length - 1)), (key) => stemOf(key, lang) === stem);
    return hitsOf(stemmed[0] ? stemmed : await near(index, whole));
  };

  const titleOf = async (index, number) => {
    const hash = index.titles[Math.floor((number - 1) / index.inFile)];
    return (await load(`search-titles.${hash}.js`))[(number - 1) % index.inFile];
  };

  // The questions that hold most of the words: first those that ask for them.
  const search = async (query) => {
    const index = await loadIndex();
    const hits = await Promise.all(soughtIn(query).map((sought) => holding(index, sought)));
    const telling = hits.filter(({ isEverywhere }) => !isEverywhere);
    const counts = new Map();
    const count = (numbers) => {
      for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
    };
    for (const { asked, told } of telling) count(new Set([...asked, ...told]));
    if (!counts.size) for (const { asked } of hits) count(asked);
    const most = Math.max(0, ...new Set(counts.values()));
    const askedOf = (number) => hits.filter(({ asked }) => asked.has(number)).length;
    const found = [...counts]
      .filter(([, times]) => times === most)
      .map(([number]) => [number, askedOf(number)])
      .sort(([a, asksA], [b, asksB]) => asksB - asksA || a - b);
    const shown = await Promise.all(found.slice(0, mostShown).map(([number]) => titleOf(index, number)));
    return { found: found.length, total: index.total, shown };
  };
  const mostShown = 10;

  const field = make('input', { id: '_find', type: 'search', autocomplete: 'off' });
  const status = make('p', { role: 'status' });
  const results = make('ol', { className: 'listed', hidden: true });
  const number = (value) => value.toLocaleString(document.documentElement.lang);
  let asked = 0;
  // What is shown answers what was typed last, however late the files of what was typed before come.
  const find = async () => {
    const own = ++asked;
    const show = (said, shown) => {
      if (own !== asked) return;
      status.textContent = said;
      results.replaceChildren(
        ...shown.map(([id, question]) => {
          const entry = make('li');
          entry.append(make('a', { href: `${id}.html`, textContent: question }));
          return entry;
        }),
      );
      results.hidden = !shown[0];
    };
    if (!field.value.trim()) return show('', []);
    try {
      const { found, total, shown } = await search(field.value);
      show(found ? words.found.replace('{n}', number(found)).replace('{total}', number(total)) : words.none, shown);
    } catch {
      show(words.failed, []);
    }
  };
  let last = Promise.resolve();
  field.onfocus = () => loadIndex().catch(() => {});
  field.oninput = () => {
    last = find();
  };
  field.onkeydown = async ({ key, isComposing }) => {
    if (key !== 'Enter' || isComposing) return;
    await last;
    results.querySelector('a')?.click();
  };
  const box = make('search', { className: 'find' });
  box.append(make('label', { htmlFor: '_find', textContent: words.find }), field, status, results);
  main.prepend(box);

  // Before there were so many questions, this page held the answers: their addresses lead to where those are now.
  const leadOn = async () => {
    const fragment = location.hash.slice(1);
    if (!fragment) return;
    const ids = [...new Set([fragment, decodeURIComponent(fragment)])];
    const place = ids.map((id) => document.getElementById(id)).find(Boolean);
    const link = place?.closest('.listed > li')?.querySelector('a');
    if (link) return location.replace(link.href);
    if (place) return;
    const index = await loadIndex();
    const [[asked] = []] = (await Promise.all(ids.map((id) => wholeOf(index, `#${id}`)))).flat();
    if (asked) location.replace(`${(await titleOf(index, decode(asked)[0]))[0]}.html`);
  };
  const leadOnIfKnown = () => leadOn().catch(() => {});
  addEventListener('hashchange', leadOnIfKnown);
  leadOnIfKnown();
}
