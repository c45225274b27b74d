/**
 * Letters and marks of the scripts that emphasis touches without a space, as a
 * class of a regular expression with the flag `u`: what is wide in East Asia
 * (UAX 11), Hangul, and the scripts of South-East Asia that put no spaces
 * between words (Thai, Lao, Tibetan, Burmese, Khmer). Ranges, because V8 takes
 * ten times as long for the name of a script, in each of the places that use the class.
 */
export const eastern = String.raw`[\u1100-\u11ff\u2329\u232a\u2e80-\u2fff\u3001-\u303f\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe00-\ufe0e\ufe10-\ufe1f\ufe30-\ufe6f\uff01-\uffee\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{20000}-\u{3fffd}\u{e0100}-\u{e01ef}\u0e01-\u0e3a\u0e40-\u0fd4\u0fd9-\u109f\u1780-\u17ff\u19e0-\u19ff\ua9e0-\ua9ff\uaa60-\uaa7f\u{116d0}-\u{116e3}]`;

/** A letter or digit of a script that puts spaces between its words. */
export const westernWordCharacter = String.raw`(?!${eastern})[\p{L}\p{N}]`;
