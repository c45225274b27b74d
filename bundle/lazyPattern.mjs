/**
 * Stands in the bundle for the patterns that modules make while they load: V8 reads one where it is first used,
 * which most builds never do. Reading a class of Unicode takes as long as 40 short patterns.
 */
export class LazyPattern {
  #pattern = null;

  constructor(source, flags = '') {
    this.source = source;
    this.flags = flags;
  }

  get #read() {
    this.#pattern ??= new RegExp(this.source, this.flags);
    return this.#pattern;
  }

  get lastIndex() {
    return this.#read.lastIndex;
  }

  set lastIndex(index) {
    this.#read.lastIndex = index;
  }

  exec(text) {
    return this.#read.exec(text);
  }

  test(text) {
    return this.#read.test(text);
  }

  [Symbol.match](text) {
    return this.#read[Symbol.match](text);
  }

  [Symbol.matchAll](text) {
    return this.#read[Symbol.matchAll](text);
  }

  [Symbol.replace](text, replacement) {
    return this.#read[Symbol.replace](text, replacement);
  }

  [Symbol.search](text) {
    return this.#read[Symbol.search](text);
  }

  [Symbol.split](text, limit) {
    return this.#read[Symbol.split](text, limit);
  }
}
