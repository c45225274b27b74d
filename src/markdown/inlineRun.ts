import { type BareAddress, bareAddressesIn } from './bareAddresses.ts';
import { literalStretches, maskLiteralSigns, type Stretch } from './literalSigns.ts';

/** One stretch of text that marked reads from its left to its right, and what in it is no Markdown. */
export class InlineRun {
  readonly #text: string;
  #addresses: BareAddress[] | null = null;
  #next = 0;
  #literal: Stretch[] | null = null;
  #nextLiteral = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** How far a bare address is from the rest that is still to be read; null where none follows. */
  addressIn(rest: string): { readonly distance: number; readonly address: BareAddress } | null {
    this.#addresses ??= bareAddressesIn(this.#text);
    const place = this.#text.length - rest.length;
    while ((this.#addresses[this.#next]?.start ?? place) < place) this.#next++;
    const address = this.#addresses[this.#next];
    return address ? { distance: address.start - place, address } : null;
  }

  /** Whether the backslash that the rest begins with is one. */
  isLiteral(rest: string): boolean {
    const place = this.#text.length - rest.length;
    const stretches = this.#stretches();
    while ((stretches[this.#nextLiteral]?.end ?? Number.POSITIVE_INFINITY) <= place) this.#nextLiteral++;
    return (stretches[this.#nextLiteral]?.start ?? Number.POSITIVE_INFINITY) <= place;
  }

  mask(masked: string): string {
    this.#addresses ??= bareAddressesIn(this.#text);
    const literal = [...this.#stretches(), ...this.#addresses].sort((one, other) => one.start - other.start);
    return maskLiteralSigns(masked, this.#text, literal);
  }

  #stretches(): Stretch[] {
    this.#literal ??= literalStretches(this.#text);
    return this.#literal;
  }
}
