import { createHash } from 'node:crypto';
import { edited, type SiteFiles } from '../signedSite.ts';

/** Two answers, of which one is signed. */
export const bees = `title: Bees
url: https://bees.example/
questions:
  - {id: sting, question: What helps against a sting?, short: Cold., answer: "Cold water for 10 minutes [@atlas]. ![Ice](ice.svg) See [hives](#hive)."}
  - {id: hive, question: Who takes a hive away?, answer: "A beekeeper, for nothing [@atlas]; see [stings](#sting)."}
sources:
  atlas: {title: Atlas of bees, url: 'https://atlas.example/', date: 2024}
`;

/** Beside faq.yaml. */
export const beesFiles: Readonly<Record<string, string>> = {
  'ice.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><circle r="4"/></svg>\n',
};

export function without(site: SiteFiles, path: string): SiteFiles {
  return Object.fromEntries(Object.entries(site).filter(([name]) => name !== path));
}

/** What somebody who cannot sign may do to the published site of `bees`, each by itself. */
export function tamperingsOf(site: SiteFiles): Readonly<Record<string, () => SiteFiles>> {
  const everywhere = (from: string, to: string): SiteFiles =>
    Object.fromEntries(
      Object.entries(site).map(([path, text]) => [
        path,
        /\.(?:html|md|json|txt|xml)$/.test(path) ? text.replaceAll(from, to) : text,
      ]),
    );
  const swapped = (): SiteFiles => ({
    ...site,
    'sting.html': String(site['hive.html']),
    'hive.html': String(site['sting.html']),
  });

  return {
    nothing: () => site,
    'a number': () => edited(site, 'sting.html', '10 minutes<', '60 minutes<'),
    'a number in its JSON-LD': () => edited(site, 'sting.html', '10 minutes', '60 minutes'),
    'a number on the front page': () => edited(site, 'index.html', '10 minutes<', '60 minutes<'),
    'a number on every page and in every copy': () => everywhere('10 minutes', '60 minutes'),
    'a word that cannot be seen': () => edited(site, 'sting.html', '<p>Cold water', '<p>Cold \u200bnot water'),
    'a sentence in the answer': () => edited(site, 'sting.html', '10 minutes<', '10 minutes, or ice<'),
    'the question': () => edited(site, 'sting.html', 'against a sting?</h1>', 'against a bite?</h1>'),
    'the reviewer': () => everywhere('Jane Doe', 'John Roe'),
    'the role': () => everywhere('Nurse', 'Surgeon'),
    'the last day': () => edited(site, 'sting.html', '2027', '2037'),
    'the source': () => edited(site, 'sting.html', 'https://atlas.example/', 'https://shop.example/'),
    'the record': () => edited(site, 'reviews/sting.yaml', '10 minutes', '60 minutes'),
    'the digest of the record': () => edited(site, 'reviews/sting.yaml', /sha256:..../, 'sha256:0000'),
    'a record under another name': () => ({ ...site, 'reviews/hive.yaml': String(site['reviews/sting.yaml']) }),
    'no record': () => without(site, 'reviews/sting.yaml'),
    'no page': () => without(site, 'hive.html'),
    'no data': () => without(site, 'faq.json'),
    'no list': () => ({ ...site, '.faqgen.json': '' }),
    'two pages that change places': swapped,
    'a script': () => edited(site, 'sting.html', '</head>', '<script>document.title = 1</script></head>'),
    'a style in a page': () => edited(site, 'sting.html', '</head>', '<style>.prose{display:none}</style></head>'),
    'a claim on an answer without a review': () =>
      edited(site, 'hive.html', 'for nothing', 'for nothing. Reviewed by Jane Doe'),
    'the mark of a signed answer': () => edited(site, 'hive.html', 'review unsigned', 'review signed'),
    'a hidden answer': () => edited(site, 'sting.html', '<div class="prose">', '<div class="prose" hidden>'),
    'a picture everywhere': () => {
      const other = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><circle r="9"/></svg>\n';
      const path = Object.keys(site).find((one) => one.startsWith('assets/ice.')) as string;
      const hash = createHash('sha256').update(other).digest('hex').slice(0, 10);
      const name = `assets/ice.${hash}.svg`;
      return { ...everywhere(path, name), [path]: String(site[path]), [name]: other };
    },
    'what a link leads to': () => everywhere('Who takes a hive away?', 'Who sells ice?'),
    'a style of the site': () => {
      const style = Object.keys(site).find((path) => /assets\/style\..*css$/.test(path)) as string;
      return { ...site, [style]: `${site[style]}.answer{display:none}` };
    },
  };
}

/** Besides, where answers are signed with keys. `forged`: the record of `sting` as somebody else signed it. */
export function tamperingsOfKeys(site: SiteFiles, forged: string): Readonly<Record<string, () => SiteFiles>> {
  return {
    'a letter of the signature': () =>
      edited(
        site,
        'reviews/sting.yaml',
        /(BEGIN SSH SIGNATURE-----\n(?:.*\n){3} {2}.{8})./,
        (_, before) => `${before}-`,
      ),
    'no signature': () => edited(site, 'reviews/sting.yaml', /signature: \|\n[\s\S]*$/, ''),
    'the signature of somebody else': () => ({ ...site, 'reviews/sting.yaml': forged }),
    'verify.html': () =>
      edited(site, 'verify.html', '<div id="result"></div>', '<p>All answers are approved.</p><div id="result"></div>'),
    'the script of verify.html': () => {
      const script = Object.keys(site).find((path) => /assets\/verify\..*js$/.test(path)) as string;
      return { ...site, [script]: `${site[script]}\n` };
    },
  };
}
