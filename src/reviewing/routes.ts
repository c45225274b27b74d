import { createHash, timingSafeEqual } from 'node:crypto';
import { questionsOf } from '../faq/faq.ts';
import { noteOf, wordsDigest } from './changeRequest.ts';
import { framedPage, typeOf } from './framedPage.ts';
import { isProblem, type ReviewDesk } from './reading.ts';
import { type Main, type Place, printMain, printPage } from './reviewPage.ts';

/** What a browser asks. `address`: path and query as they stand in the request; `headers`: names in lower case. */
export interface Asked {
  readonly method: string;
  readonly address: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** As UTF-8; empty where there is none. */
  readonly body: string;
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** What nobody can guess: each a text of letters, digits, `-` and `_`. */
export interface Secrets {
  /**
   * The folder of all addresses. A browser gives a cookie to every port of a machine, but only to the
   * folder that it is for: a server of somebody else on this machine never gets to see it.
   */
  readonly room: string;
  /** In the address that is printed; it becomes the cookie at the first visit. */
  readonly entrance: string;
  readonly cookie: string;
  /** In the page alone: no other page can bring it along. */
  readonly token: string;
}

/** The style and the script of the page. */
export interface PageFiles {
  readonly style: string;
  readonly script: string;
}

const cookieName = 'faqgen-review';

/** Nothing but what this server gives to this page; it is framed by nobody, and tells nobody where it was. */
const pagePolicy =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Nothing runs and nothing is loaded; only our own page may frame it. */
const framePolicy =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

const filePolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

const common = {
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/**
 * The room in which one FAQ is reviewed. Whoever asks has passed the gate: what is decided here is whether they
 * have been let in, and what they get. GET changes nothing.
 */
export class ReviewRoom {
  readonly #secrets: Secrets;
  readonly #desk: ReviewDesk;
  readonly #files: PageFiles;
  #isBusy = false;

  constructor(secrets: Secrets, desk: ReviewDesk, files: PageFiles) {
    this.#secrets = secrets;
    this.#desk = desk;
    this.#files = files;
  }

  /** Where a reviewer comes in, from the address of the server. */
  get entrance(): string {
    return `${this.#secrets.room}/${this.#secrets.entrance}`;
  }

  /** Whether an address is one of this room. */
  has(address: string): boolean {
    return isSame(address.split(/[/?]/, 2)[1] ?? '', this.#secrets.room);
  }

  async answer(asked: Asked, stopped: AbortSignal): Promise<Answered> {
    const { pathname, searchParams } = new URL(asked.address, 'http://localhost');
    const name = pathname.slice(`/${this.#secrets.room}/`.length);
    if (isReading(asked) && isSame(name, this.#secrets.entrance)) return this.#letIn();
    if (!this.#isLetIn(asked)) return refused(403, 'open the address that faqgen has printed');
    const place = { by: this.#desk.by ?? searchParams.get('by'), answer: searchParams.get('answer') };
    if (!isReading(asked)) return this.#act(name, asked, stopped);
    switch (name) {
      case '':
        return page(printPage(await this.#main(place, false), this.#secrets.token));
      case 'main': {
        const { markup, title, revision } = await this.#main(place, false);
        return data(
          200,
          revision === searchParams.get('revision') ? { revision } : { revision, title, main: markup.text },
        );
      }
      case 'review.css':
        return answered('text/css; charset=utf-8', this.#files.style);
      case 'review.js':
        return answered('text/javascript; charset=utf-8', this.#files.script);
      case 'page':
        return this.#framed(place.answer ?? '');
      case 'file':
        return this.#file(place.answer ?? '', searchParams.get('path') ?? '', searchParams.get('digest') ?? '');
      default:
        return refused(404, 'there is no such page');
    }
  }

  #letIn(): Answered {
    const { room, cookie } = this.#secrets;
    const location = `/${room}/`;
    const value = `${cookieName}=${cookie}; Path=${location}; HttpOnly; SameSite=Strict`;
    return { status: 303, headers: { ...common, Location: location, 'Set-Cookie': value }, body: '' };
  }

  #isLetIn({ headers }: Asked): boolean {
    const cookies = typeof headers['cookie'] === 'string' ? headers['cookie'].split(/; */) : [];
    return cookies.some(
      (one) => one.startsWith(`${cookieName}=`) && isSame(one.slice(cookieName.length + 1), this.#secrets.cookie),
    );
  }

  async #main(place: Place, isAnew: boolean): Promise<Main> {
    return printMain(await this.#desk.read(isAnew), place, this.#desk.by !== null);
  }

  async #framed(id: string): Promise<Answered> {
    const reading = await this.#desk.read(false);
    const framed =
      isProblem(reading) || !questionsOf(reading.faq).some((one) => one.id === id)
        ? null
        : framedPage(`${id}.html`, reading.site);
    return framed === null
      ? refused(404, 'there is no such page')
      : answered('text/html; charset=utf-8', framed, framePolicy);
  }

  /** A file that this answer shows or links, as it was when its address was printed: no other one of the project. */
  async #file(id: string, path: string, digest: string): Promise<Answered> {
    const reading = await this.#desk.read(false);
    const { view } = printMain(reading, { by: null, answer: id }, false);
    const bytes = isProblem(reading) || view?.files.get(path) !== digest ? null : reading.file(path);
    return bytes === null ? refused(404, 'there is no such file') : answered(typeOf(path), bytes, filePolicy);
  }

  /** One act at a time: what it is about is read again before, and nothing else is done meanwhile. */
  async #act(name: string, { headers, body }: Asked, stopped: AbortSignal): Promise<Answered> {
    if (name !== 'approve' && name !== 'request') return refused(404, 'there is nothing to be done at this address');
    const { 'x-faqgen-token': token, 'content-type': type } = headers;
    if (typeof token !== 'string' || !isSame(token, this.#secrets.token))
      return refused(403, 'only the page that this program shows may ask for this');
    if (typeof type !== 'string' || !/^application\/json *(?:;|$)/i.test(type))
      return refused(415, 'only JSON is read');
    const wanted = readAct(body);
    if (wanted === null) return refused(400, 'this is no request of the page');
    if (this.#isBusy)
      return problem(
        'Something else is being signed. Touch the key or type its passphrase, or wait for it to end.',
        409,
      );
    this.#isBusy = true;
    try {
      return await this.#perform(name, wanted, stopped);
    } finally {
      this.#isBusy = false;
    }
  }

  async #perform(
    name: 'approve' | 'request',
    { by, answer, shown, note }: Act,
    stopped: AbortSignal,
  ): Promise<Answered> {
    if (this.#desk.by !== null && by !== this.#desk.by) return problem('This page is for another reviewer.', 403);
    const reading = await this.#desk.read(true);
    if (isProblem(reading)) return problem('The editor has to mend the file first. Nothing was done.');
    const { view } = printMain(reading, { by, answer }, this.#desk.by !== null);
    if (view === null || view.offer === null)
      return problem('There is no such answer or reviewer any more. Nothing was done.');
    if (view.shown !== shown)
      return problem('This has changed since it was shown to you. Nothing was done. Here is how it is now.');
    if (name === 'approve') {
      if (isProblem(view.offer)) return problem(`It cannot be approved: ${view.offer.problem}.`);
      const failed = await this.#desk.sign(view.offer, stopped);
      return failed
        ? problem(
            `It was not approved: ${failed.problem}.${failed.help === null ? '' : ` To mend it: ${failed.help}.`}`,
            422,
          )
        : data(200, { message: 'You have approved this answer.' });
    }
    const kept = noteOf(note);
    if ('fault' in kept) return problem(`Nothing was kept: ${kept.fault}.`, 422);
    const words = wordsDigest(view.question, reading.faq);
    const failed = await this.#desk.ask({ id: answer, reviewer: by, date: reading.asOf, words, note: kept.note });
    return failed
      ? problem(`The note was not kept: ${failed.problem}.`, 422)
      : data(200, { message: 'The editor is told of it.' });
  }
}

/** What a page asks to have done. */
interface Act {
  readonly by: string;
  readonly answer: string;
  readonly shown: string;
  readonly note: string;
}

/** Null for anything but a map of texts with these names. */
function readAct(body: string): Act | null {
  let read: unknown;
  try {
    read = JSON.parse(body);
  } catch {
    return null;
  }
  if (typeof read !== 'object' || read === null) return null;
  const { by, answer, shown, note = '' } = read as Record<string, unknown>;
  return typeof by === 'string' && typeof answer === 'string' && typeof shown === 'string' && typeof note === 'string'
    ? { by, answer, shown, note }
    : null;
}

function isReading({ method }: Asked): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** In the same time, wherever they differ. */
function isSame(text: string, secret: string): boolean {
  const [a, b] = [text, secret].map((one) => createHash('sha256').update(one).digest());
  return timingSafeEqual(a as Buffer, b as Buffer);
}

function page(text: string): Answered {
  return answered('text/html; charset=utf-8', text);
}

function answered(type: string, body: string | Uint8Array, policy = pagePolicy, status = 200): Answered {
  return { status, headers: { ...common, 'Content-Type': type, 'Content-Security-Policy': policy }, body };
}

function data(status: number, value: object): Answered {
  return answered('application/json; charset=utf-8', JSON.stringify(value), pagePolicy, status);
}

/** To be read on the page. */
function problem(message: string, status = 409): Answered {
  return data(status, { message });
}

/** To be read by whoever should not be here. */
function refused(status: number, reason: string): Answered {
  return answered('text/plain; charset=utf-8', `${reason}\n`, pagePolicy, status);
}
