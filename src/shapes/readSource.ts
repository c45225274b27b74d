// In: a file of strangers that is no web page: a table, data, an export, prose.
// Out: its questions and answers, and what was left of it.
// Does not know: how faq.yaml is written, and the disk.

import { type Found, UnusableSource } from '../import/found.ts';
import { recogniseHtml } from '../recognise/recogniseHtml.ts';
import { recogniseRestructuredText } from '../texts/restructuredText.ts';
import type { TextSource } from '../texts/source.ts';
import { recogniseJson, recogniseYaml } from './dataList.ts';
import { decodeSource } from './decodeSource.ts';
import { recogniseMarkdown } from './markdownText.ts';
import { recognisePlainText } from './plainText.ts';
import { type Row, recogniseCsv, recogniseTable } from './table.ts';
import { isWordpressExport, recogniseWordpressExport, refuseXml } from './wordpressExport.ts';

/** A file that somebody named, or that lies in a folder which was named. */
export interface SourceFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** See `MarkdownSource`. */
  readonly folder: string | null;
  readonly pictureAt?: (address: string) => string | null;
}

/** What reads spreadsheets and documents; each null where its package is not installed. */
export interface OfficeReaders {
  /** The rows of the first sheet of an XLSX file (`read-excel-file`). */
  rows(bytes: Uint8Array): Promise<readonly (readonly unknown[])[]> | null;
  /** The HTML of a DOCX file (`mammoth`). */
  html(bytes: Uint8Array): Promise<string> | null;
}

/** Kinds of files that are looked at in a folder. */
export const knownEndings = /\.(?:html?|xhtml|csv|tsv|json|ndjson|jsonl|ya?ml|md|markdown|mdx|rst|txt|xml|xlsx|docx)$/i;

const mostOfPage = 20_000_000;
const mostOfData = 200_000_000;

/** Reads a file by its kind, which its name and its first bytes say. Throws an UnusableSource. */
export async function readSource(file: SourceFile, office: OfficeReaders): Promise<Found> {
  try {
    return await readByKind(file, office);
  } catch (error) {
    // The stack of calls is full.
    if (error instanceof RangeError) throw tooDeep();
    throw error;
  }
}

function tooDeep(): UnusableSource {
  return new UnusableSource('it nests more deeply than any text that was written by hand', 'name a part of it');
}

/** Lists and quotations so deep that reading them would take minutes. */
const endlessNesting = /^[ \t]{300,}(?:[-*+]|\d+[.)])\s|^(?:> ?){100}/m;

async function readByKind(file: SourceFile, office: OfficeReaders): Promise<Found> {
  const { path, bytes } = file;
  const ending = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  if (bytes.length === 0) throw new UnusableSource('it is empty', 'name a file that holds questions');
  const ofOffice = await readOffice(file, ending, office);
  if (ofOffice) return ofOffice;
  refuseBinary(bytes);
  const isPage =
    /^(?:html?|xhtml)$/.test(ending) ||
    (!/^(?:xml|mdx?|markdown|json|csv|ya?ml|rst)$/.test(ending) && beginsAsPage(bytes));
  const most = isPage ? mostOfPage : mostOfData;
  if (bytes.length > most) {
    const size = `${Math.round(bytes.length / 1e6)} MB`;
    throw new UnusableSource(
      `it has ${size}, and at most ${most / 1e6} MB are read`,
      isPage ? 'save the page without its pictures (“HTML only”), or name a part of it' : 'name a part of it',
    );
  }
  if (isPage) return recogniseHtml({ bytes, path, ...(file.pictureAt ? { pictureAt: file.pictureAt } : {}) });
  const decoded = decodeSource(bytes);
  const source: TextSource = { path, ...decoded, pictureAt: file.pictureAt };
  if (/^#? ?yaml-language-server:.*faq\.schema\.json/m.test(decoded.text.slice(0, 500)))
    throw new UnusableSource('it is a faq.yaml already', `\`faqgen build ${path}\` takes it as it is`);
  return recogniseText(source, ending, file.folder);
}

function recogniseText(source: TextSource, ending: string, folder: string | null): Found {
  const { text } = source;
  if (/^(?:mdx?|markdown|rst)$/.test(ending) && endlessNesting.test(text)) throw tooDeep();
  switch (ending) {
    case 'csv':
    case 'tsv':
    case 'tab':
      return recogniseCsv(source);
    case 'json':
    case 'ndjson':
    case 'jsonl':
      return recogniseJson(source);
    case 'yaml':
    case 'yml':
      return recogniseYaml(source);
    case 'md':
    case 'markdown':
    case 'mdx':
      return recogniseMarkdown({ ...source, folder });
    case 'rst':
      return recogniseRestructuredText(source);
    case 'xml':
    case 'wxr':
      return isWordpressExport(text) ? recogniseWordpressExport(source) : refuseXml();
  }
  if (/^\s*<\?xml\b|^\s*<rss\b/.test(text))
    return isWordpressExport(text) ? recogniseWordpressExport(source) : refuseXml();
  if (/^\s*[[{]/.test(text) && /[\]}]\s*$/.test(text)) return recogniseJson(source);
  if (ending === 'txt' || ending === 'text' || ending === '')
    return looksLikeTable(text) ? recogniseCsv(source) : recognisePlainText(source);
  throw new UnusableSource(
    `“.${ending}” is no kind of file that is read`,
    'save it as HTML, CSV, JSON, YAML, Markdown, reStructuredText or plain text',
  );
}

function looksLikeTable(text: string): boolean {
  const lines = text
    .split('\n')
    .slice(0, 20)
    .filter((line) => line.trim() !== '');
  const widths = lines.map((line) => line.split('\t').length);
  return lines.length > 1 && (widths[0] ?? 1) > 1 && widths.every((width) => width === widths[0]);
}

function beginsAsPage(bytes: Uint8Array): boolean {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2000)).replaceAll('\0', '');
  return /^[^\w<]*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body)\b/i.test(head);
}

/** What is no text, whatever its name says. */
function refuseBinary(bytes: Uint8Array): void {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 600));
  const kind = head.startsWith('PK')
    ? 'a ZIP archive'
    : head.startsWith('%PDF')
      ? 'a PDF file'
      : /^(?:\x89PNG|\xff\xd8\xff|GIF8|RIFF)/.test(head)
        ? 'a picture'
        : /^\xd0\xcf\x11\xe0/.test(head)
          ? 'a file of an old office program'
          : /^\x1f\x8b/.test(head)
            ? 'a compressed file'
            : null;
  const help =
    kind === 'a ZIP archive'
      ? 'unpack it, and name the files in it'
      : kind === 'a PDF file' || kind === 'a file of an old office program'
        ? 'save its text as HTML or plain text, its table as CSV'
        : 'name a file of text';
  if (kind !== null) throw new UnusableSource(`it is ${kind}, whatever its name says`, help);
  const controls = (head.match(/[\x01-\x08\x0e-\x1a\x1c-\x1f]/g) ?? []).length;
  const nuls = (head.match(/\0/g) ?? []).length;
  const isWide = /^(?:\xff\xfe|\xfe\xff)/.test(head) || (nuls > head.length / 4 && nuls <= head.length / 2 + 1);
  if (controls > head.length / 50 || (nuls > 0 && !isWide))
    throw new UnusableSource('it is no text', 'name a file of text');
}

async function readOffice(file: SourceFile, ending: string, office: OfficeReaders): Promise<Found | null> {
  const { bytes } = file;
  if ((ending !== 'xlsx' && ending !== 'docx') || !(bytes[0] === 0x50 && bytes[1] === 0x4b)) {
    if (ending === 'xlsx' || ending === 'docx')
      throw new UnusableSource(`it is no ${ending.toUpperCase()} file`, 'save it once more');
    return null;
  }
  const reading = ending === 'xlsx' ? office.rows(bytes) : office.html(bytes);
  if (reading === null) {
    throw ending === 'xlsx'
      ? new UnusableSource(
          'spreadsheets are read where the package read-excel-file is installed',
          'save the sheet as CSV (UTF-8), or `npm install read-excel-file`',
        )
      : new UnusableSource(
          'documents are read where the package mammoth is installed',
          'save the document as HTML, or `npm install mammoth`',
        );
  }
  let read: string | readonly (readonly unknown[])[];
  try {
    read = await reading;
  } catch (error) {
    throw new UnusableSource(
      `it could not be read: ${(error as Error).message.split('\n')[0]}`,
      `save it as ${ending === 'xlsx' ? 'CSV' : 'HTML'}`,
    );
  }
  if (typeof read === 'string')
    return recogniseHtml({
      bytes: new TextEncoder().encode(`<main>${read}</main>`),
      ...(file.pictureAt ? { pictureAt: file.pictureAt } : {}),
    });
  const rows = read.map((cells, index): Row => ({ line: index + 1, cells: cells.map(textOfCell) }));
  return recogniseTable(rows, { remarks: [], pictureAt: file.pictureAt });
}

function textOfCell(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}
