import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { claimSearch, claimsInStyle, mayClaim } from '../../src/proof/reviewClaims.ts';
import { expectLinear } from '../growth.ts';

const search = claimSearch(['Jane Doe', 'Prof. Dr. Ana García', 'Li Wei', 'جين دو']);

describe('a claim of a review', () => {
  test.each([
    // Our own sentence, with any name
    'Reviewed by Jane Doe (Dietitian) on November 20, 2026, next review due November 20, 2027.',
    'Reviewed by Max Mustermann on May 1, 2026, next review due May 1, 2027.',
    'Take 4 cups. Reviewed by A. N. Other on 1 May 2026, next review due 1 May 2027.',
    'Geprüft von Max Mustermann (Arzt) am 1. Mai 2026, nächste Prüfung: 1. Mai 2027.',
    'Relecture par Marie Curie le 1 mai 2026, prochaine relecture : 1 mai 2027.',
    'Revisado por Juan Pérez el 1 de mayo de 2026; próxima revisión: 1 de mayo de 2027.',
    'تمت المراجعة بواسطة أحمد علي بتاريخ 1 مايو 2026، والمراجعة القادمة: 1 مايو 2027.',
    // By somebody
    'Reviewed by Dr. Smith',
    'Medically reviewed by',
    'Medically reviewed by:',
    'Medically reviewed by John Smith, MD',
    'Clinically reviewed and approved by Dr Smith',
    'Fact-checked by our medical team.',
    'Expert reviewed',
    'Every answer here was medically reviewed.',
    'All reviewed by our doctors',
    'Everything is reviewed by a nurse.',
    'Alle Antworten wurden fachlich geprüft.',
    'Alles geprüft von unseren Ärzten',
    '✓ Reviewed',
    '✅ Medically reviewed',
    'Reviewed by our doctors',
    'Reviewed by a board-certified physician',
    'Approved by Dr. John Smith',
    'Checked by John Smith, MD',
    'Reviewer: John Smith',
    'Medical reviewer: John Smith',
    'Last reviewed: 3 May 2026',
    'Page last reviewed on 3 May 2026',
    'Last medically reviewed on May 3, 2026',
    'Fachlich geprüft von Dr. Müller',
    'Medizinisch geprüft',
    'Zuletzt geprüft: 3. Mai 2026',
    'Médicalement relu par le docteur Martin',
    'Relu par nos médecins',
    'Dernière relecture : 3 mai 2026',
    'Revisado por el doctor Pérez',
    'Médicamente revisado por Ana',
    'Última revisión: 3 de mayo de 2026',
    'تمت مراجعته بواسطة أحمد علي',
    // This text
    'This answer was reviewed by experts.',
    'This page has been approved by a lawyer.',
    'All our answers are carefully checked by doctors.',
    'All answers on this page have been reviewed by nurses.',
    'Diese Antwort wurde von Ärzten geprüft.',
    'Cette réponse a été vérifiée par un médecin.',
    'Esta respuesta ha sido revisada por un médico.',
    // Near the name of a reviewer
    'Approved by Jane Doe',
    'Approved: Jane Doe',
    'Review: Jane Doe',
    'Jane Doe approved this answer.',
    'Jane Doe, Dietitian, has checked this dose.',
    'Jane Doe (Dietitian) – reviewed',
    'Jane Doe ✓',
    '✓ Jane Doe',
    'This answer was checked and signed off on Monday by Jane Doe.',
    'With the approval of Jane Doe.',
    'Certified by J. Doe',
    'Verified by Dr. Doe',
    'Checked by Doe, Jane',
    'Checked by Jane A. Doe',
    'Vetted by Ana Garcia',
    'Approved by Li Wei.',
    'Von Jane Doe am 3. Mai geprüft.',
    'Jane Doe hat diese Antwort geprüft.',
    'Freigegeben: Jane Doe',
    'Freigabe durch Jane Doe',
    'Validé par Jane Doe',
    'Jane Doe a relu cette réponse.',
    'Approbation de Jane Doe',
    'Aprobado por Jane Doe',
    'Jane Doe ha revisado esta respuesta.',
    'راجعت جين دو هذه الإجابة',
    'اعتمدها جين دو',
    // Hidden
    'Ｒｅｖｉｅｗｅｄ by Jane Doe',
    'Rev\u00adiewed by Jane Doe',
    'Re\u200bviewed b\u200by Ja\u200bne Doe',
    'Rеviеwеd by Jаnе Dое',
    'R\u0301eviewed by Jane\u00a0Doe',
    'ʀᴇᴠɪᴇᴡᴇᴅ by Jane Doe',
    'Rev1ewed by Jane Doe',
    'R e v i e w e d  by Jane Doe',
    'REVIEWED BY JANE DOE',
    'Reviewed\nby\nJane\nDoe',
    'Re-viewed by Jane Doe',
    'G\u0065pru\u0308ft von Jane Doe',
    '𝐑𝐞𝐯𝐢𝐞𝐰𝐞𝐝 by Jane Doe',
    'Ⓡⓔⓥⓘⓔⓦⓔⓓ by Jane Doe',
  ])('%s', (text) => {
    expect(mayClaim(text)).toBe(true);
    expect(search.claimIn(text)).not.toBeNull();
  });
});

describe('no claim of a review', () => {
  test.each([
    'The drug was reviewed by the FDA.',
    'The drug was reviewed and approved by the FDA in 2019.',
    'Reviewed by the FDA in 2019, the drug is on the market.',
    'Ask your doctor to review your medicines.',
    'A peer-reviewed study found no harm.',
    'A peer-reviewed study by Jane Doe found no harm.',
    'This answer is waiting for its review.',
    'This answer has changed since its last review.',
    'The last review of this answer expired on November 10, 2027.',
    'This information has not been reviewed by a doctor.',
    'These statements have not been evaluated by the Food and Drug Administration.',
    'This page was never checked by Jane Doe.',
    'This answer will be reviewed by Jane Doe.',
    'Have your blood pressure checked by a nurse.',
    'Our advice: get your blood pressure checked by a nurse.',
    'Approved by the EMA',
    'Checked by a pharmacist before it is handed out',
    'Your application is reviewed by two people.',
    'All medicines are approved by the EMA.',
    'All studies were medically reviewed.',
    'All in all, have it checked by a nurse.',
    'Everything must be checked by a nurse.',
    'Who reviews these answers?',
    'How are reviews done?',
    'Jane Doe, certified dietitian',
    'Jane Doe, Dietitian',
    'Reviewers',
    'Reviewer',
    'Medical reviewer',
    'Checked November 20, 2026',
    'Reviewed answers',
    '2 of 3',
    'Record of the review',
    'Updated November 1, 2026',
    'Write to Jane Doe before you sign the form.',
    'Jane Doe answers this line.',
    'A valid passport and a signed form.',
    'Confirmed cases rose by ten.',
    'Check the label, then call Jane Doe.',
    'Diese Antwort ist noch nicht geprüft.',
    'Die Angaben wurden sorgfältig geprüft.',
    'Der Antrag wird von der Behörde geprüft.',
    'Lassen Sie Ihr Blut von einem Arzt kontrollieren.',
    'Cette réponse est en attente de relecture.',
    'Le médicament a été approuvé par l’EMA.',
    'Esta respuesta está pendiente de revisión.',
    'El medicamento fue aprobado por la EMA.',
    'هذه الإجابة في انتظار المراجعة.',
    'راجع طبيبك قبل الاستعمال.',
    'The bill was signed by the President.',
    'Systematic review of caffeine. Jane Doe. 2024.',
    'Reviewed in: Cochrane Database',
    '',
  ])('%s', (text) => {
    expect(search.claimIn(text)).toBeNull();
  });

  test('a title may speak of reviews, but not in the name of a reviewer here', () => {
    for (const title of ['Reviewed by Dr. Smith', 'Medically reviewed: a history', 'Last reviewed: 2024'])
      expect(search.plainClaimIn(title)).toBeNull();
    for (const title of ['Reviewed by Jane Doe', 'Reviewed by X on May 1, 2026, next review due May 1, 2027.'])
      expect(search.plainClaimIn(title)).not.toBeNull();
  });

  test.each(['reviewed by ', 'jane doe ', 'checked by jane doe not ', 'this answer is ', 'a ', '✓', 'r\u0301'])(
    'is found in a long text of %j in a time that grows as it does',
    (text) => expectLinear((count) => search.claimIn(text.repeat(count)), 100_000),
  );
});

test.each(['style', 'care-cards', 'lists', 'east-asian'])(
  'our own %s.css prints no claim, so that no build looks',
  (name) => {
    const css = readFileSync(new URL(`../../templates/${name}.css`, import.meta.url), 'utf8');
    expect(claimsInStyle(css, search)).toEqual([]);
    expect(claimsInStyle(`${css}\n.a::after { content: 'Reviewed by Jane Doe' }`, search)).toHaveLength(1);
  },
);
