/**
 * Whether a file of a site is data: of a kind that no browser runs or shows as a page, and that no host
 * serves in the place of one. Every system can store it.
 */
export function isDataPath(path: string): boolean {
  return path.length <= 200 && dataPath.test(path) && !reserved.test(path) && !device.test(path);
}

/** The page that a host may look for under the name of a file, and answer with that file. */
export function pageBeside(path: string): string {
  return path.replace(/([^/.]+)\.[^/]*$/, '$1.html');
}

/** Letters, digits and `_ - .` in each part, which begins with one of the first two. */
const dataPath =
  /^(?:\.well-known\/)?(?:[a-z0-9][\w-]*(?:\.[\w-]+)*\/)*[a-z0-9][\w-]*(?:\.[\w-]+)*\.(?:csv|ics|json|jsonl|tsv|txt|vcf)$/i;
/** Where the program writes, in this build or another one; and JSON at the root, where hosts look for their rules, as in `vercel.json`. */
const reserved = /^(?:assets|embed|reviews)\/|^llms\.txt$|^[^/]*\.json$/i;
/** Windows keeps these names for devices, with any extension. */
const device = /(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)[./]/i;
