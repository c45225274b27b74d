/**
 * A text as an eye takes it: small letters without accents, one letter for
 * those that look alike, nothing that cannot be seen, single spaces. It is for
 * comparing what a reader would read, and never shown.
 */
export function plainForm(text: string): string {
  const isAscii = isPlain.test(text);
  const folded = (isAscii ? text : foldSigns(text)).toLowerCase();
  if (isAscii && !isSpelled.test(folded))
    return (/\s\s|[\t\n\r]/.test(folded) ? folded.replaceAll(/\s+/g, ' ') : folded).trim();
  return folded
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/(?<=[a-z])[013|](?=[a-z])/g, (sign) => digitLetters[sign] ?? sign)
    .replaceAll(/(?<!\p{L})\p{L}(?: \p{L}(?!\p{L})){4,}/gu, (spaced) => spaced.replaceAll(' ', ''))
    .trim();
}

/** Digits in place of letters, and letters one by one. */
export const isSpelled = /[a-z][013|][a-z]|(?:\b[a-z]\s+){4}/i;

const isPlain = /^[\t\n\r -~]*$/;

function foldSigns(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}\p{Cc}\u0640\u115f\u1160\u3164\uffa0\u2800]/gu, (sign) => (/\s/.test(sign) ? ' ' : ''))
    .toLowerCase()
    .replaceAll(/[🗸🗹]/gu, '✓')
    .replaceAll(
      /[ßæœøłđıØ\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}ᴀ-ᴢɑɡɩɪʀʟɴʏꜰꜱʙɢʜ]/gu,
      (sign) => lookalikes.get(sign) ?? sign,
    );
}

/** As they stand for letters within words. */
const digitLetters: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '|': 'l' };

/** Small letters of other scripts that most typefaces draw like a Latin one, or whose capitals they do (Unicode TR 39), and a few of Latin's own. */
const lookalikes: ReadonlyMap<string, string> = new Map(
  `аa вb сc ԁd еe ғf ԍg һh нh іi јj кk ӏl мm пn оo рp ԛq гr ѕs тt цu υu ѵv ԝw ѡw хx уy ўy зz ьb
  αa βb εe ηn ιi κk μm νv οo ρp τt χx γy ωw ζz ςs σo օo ոn սu հh զq քf
  ßss æae œoe øo łl đd ıi
  ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ɢg ʜh ɪi ᴊj ᴋk ʟl ᴍm ɴn ᴏo ᴘp ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ʏy ᴢz ɑa ɡg ɩi`
    .split(/\s+/)
    .map((pair) => [[...pair][0] ?? '', [...pair].slice(1).join('')] as const),
);
