import { describe, expect, test } from 'vitest';
import { claimSearch } from '../../src/proof/reviewClaims.ts';
import { expectLinear } from '../growth.ts';

const search = claimSearch([]);

/** By language: what a publisher says of a text of its own without a name, and what is said of patients, drugs and other texts. */
describe.each([
  [
    'en',
    [
      'Checked by our medical team.',
      'Verified by experts',
      'Approved by our own physicians in May 2026',
      'Our doctors have checked this page.',
      'All of it is current: our pharmacists verified every answer.',
      'A nurse has approved this text.',
      'Experts have reviewed our answers.',
      'Content reviewed by doctors',
      'Information checked by medical experts.',
    ],
    [
      'Checked by a nurse',
      'Verified by a pharmacist before it leaves the ward',
      'Checked by our nurses before every infusion',
      'Approved by the FDA',
      'Our doctors check your blood pressure and read this page with you.',
      'Our pharmacists have not checked this page yet.',
      'Our doctors review your history, and approve the dose.',
      'If our doctors have approved all information, you may go home.',
      'Your doctor has checked your medicines.',
      'Articles reviewed by experts are more often cited.',
      'Our nurses confirmed that the pages of the diary were full.',
    ],
  ],
  [
    'de',
    [
      'Von einem Arzt geprüft.',
      'Von unserem Ärzteteam überprüft',
      'Von unseren Apothekern kontrolliert und freigegeben.',
      'Vom Arzt geprüft',
      'Geprüft vom Ärzteteam',
      'Unsere Ärztinnen haben diese Seite geprüft.',
      'Ein Apotheker hat diese Antworten bestätigt.',
      'Bestätigt von Experten',
      'Inhalte von Ärzten geprüft',
    ],
    [
      'Von einem Arzt wird vor der Infusion der Blutdruck geprüft.',
      'Vom Hersteller geprüft',
      'Kontrolliert von einer Pflegekraft',
      'Unsere Ärzte prüfen Ihren Blutdruck.',
      'Unsere Ärzte haben diese Seite noch nicht geprüft.',
      'Genehmigt von der EMA',
      'Von der Behörde zugelassen, von Ärzten verordnet',
    ],
  ],
  [
    'fr',
    [
      'Validé par nos médecins.',
      'Vérifié par des experts',
      'Nos pharmaciens ont relu cette page.',
      'Un médecin a vérifié ces réponses.',
      'Contenu vérifié médicalement',
      'Contenus contrôlés par des professionnels',
    ],
    [
      'Vérifié par une infirmière',
      'Nos médecins vérifient votre tension.',
      'Nos médecins n’ont pas encore relu cette page.',
      'Approuvé par l’EMA',
      'Faites vérifier vos médicaments par un pharmacien.',
    ],
  ],
  [
    'es',
    [
      'Verificado por nuestros médicos.',
      'Aprobado por expertos',
      'Nuestros farmacéuticos han revisado esta página.',
      'Una enfermera ha comprobado estas respuestas.',
      'Contenido verificado por especialistas',
    ],
    [
      'Comprobado por una enfermera',
      'Nuestros médicos revisan su historial.',
      'Nuestros médicos no han revisado esta página.',
      'Aprobado por la EMA',
      'La tensión es revisada por una enfermera.',
    ],
  ],
  [
    'pt',
    [
      'Verificado pelos nossos médicos.',
      'Aprovado por especialistas',
      'Os nossos farmacêuticos reviram esta página.',
      'Uma enfermeira verificou estas respostas.',
      'Conteúdo revisado por médicos',
    ],
    [
      'Verificado por uma enfermeira',
      'Os nossos médicos reveem o seu historial.',
      'Os nossos médicos ainda não reviram esta página.',
      'Os seus medicamentos são verificados por um farmacêutico.',
    ],
  ],
  [
    'it',
    [
      'Verificato dai nostri medici.',
      'Approvato da esperti',
      'I nostri farmacisti hanno controllato questa pagina.',
      'Un medico ha rivisto queste risposte.',
      'Contenuto verificato da specialisti',
    ],
    [
      'Controllato da un infermiere',
      'I nostri medici controllano la pressione.',
      'I nostri medici non hanno ancora controllato questa pagina.',
      'Il peso va controllato da un medico.',
      'Approvato dall’AIFA',
    ],
  ],
  [
    'nl',
    [
      'Gecontroleerd door onze artsen.',
      'Goedgekeurd door deskundigen',
      'Door een arts beoordeeld.',
      'Onze apothekers hebben deze pagina gecontroleerd.',
      'Een arts heeft deze antwoorden goedgekeurd.',
      'Inhoud gecontroleerd door artsen',
    ],
    [
      'Gecontroleerd door een verpleegkundige',
      'Onze artsen controleren uw bloeddruk.',
      'Onze artsen hebben deze pagina nog niet gecontroleerd.',
      'Laat uw medicijnen nakijken door een apotheker.',
    ],
  ],
  [
    'pl',
    [
      'Sprawdzone przez naszych lekarzy.',
      'Zatwierdzone przez ekspertów',
      'Recenzowane przez lekarza',
      'Nasi lekarze sprawdzili tę stronę.',
      'Treść sprawdzona przez specjalistów',
    ],
    [
      'Sprawdzane przez pielęgniarkę',
      'Nasi lekarze sprawdzają ciśnienie.',
      'Nasi lekarze nie sprawdzili jeszcze tej strony.',
      'Dawka musi być sprawdzona przez lekarza.',
      'Lek zatwierdzony przez EMA',
    ],
  ],
  [
    'ar',
    ['راجعه طبيب.', 'تمت مراجعته طبيا.', 'اعتمده خبراء'],
    ['راجع الطبيب إذا زاد الألم.', 'راجعه الطبيب كل أسبوع حتى شفي.', 'لم يراجعه طبيب.'],
  ],
] as const)('a publisher who names nobody, in %s', (_, claims, others) => {
  test.each(claims)('claims a review: %s', (sentence) => {
    expect(search.claimIn(sentence)).not.toBeNull();
  });

  test.each(others)('claims none: %s', (sentence) => {
    expect(search.claimIn(sentence)).toBeNull();
  });
});

test('a long text that begins like such claims is read in linear time', () => {
  for (const words of ['our our doctors ', 'von einem Arzt ', 'content checked by our ', 'nasi lekarze tresc '])
    expectLinear((size) => void search.claimIn(`${words.repeat(size)}checked`), 2000);
});
