import { nearest } from '../diagnostics/nearest.ts';

/** For whom a medical FAQ is written. */
export const audiences = ['patients', 'clinicians', 'researchers'] as const;

/** The members of `MedicalSpecialty` in schema.org that are not superseded. */
export const specialties = [
  'Anesthesia',
  'Audiology',
  'Cardiovascular',
  'CommunityHealth',
  'Dentistry',
  'Dermatology',
  'DietNutrition',
  'Emergency',
  'Endocrine',
  'Gastroenterologic',
  'Genetic',
  'Geriatric',
  'Gynecologic',
  'Hematologic',
  'Infectious',
  'LaboratoryScience',
  'Midwifery',
  'Musculoskeletal',
  'Neurologic',
  'Nursing',
  'Obstetric',
  'Oncologic',
  'Ophthalmology',
  'Optometric',
  'Otolaryngologic',
  'Pathology',
  'Pediatric',
  'PharmacySpecialty',
  'Physiotherapy',
  'PlasticSurgery',
  'Podiatric',
  'PrimaryCare',
  'Psychiatric',
  'PublicHealth',
  'Pulmonary',
  'Radiography',
  'Renal',
  'RespiratoryTherapy',
  'Rheumatologic',
  'SpeechPathology',
  'Surgical',
  'Toxicologic',
  'Urologic',
] as const;

export type Audience = (typeof audiences)[number];
export type Specialty = (typeof specialties)[number];

const medical =
  /^(?:medic(?:ine|in|al|ina)?|medizin(?:isch)?|m[eé]dic(?:al|ale|ine|o|a)|medyczn[ey]|medisch|health(?:[- ]?care)?|gesundheit|santé|salud|saúde|salute|gezondheid|zdrowie|clinical|医疗|医療|醫療|健康)$/i;

const readers: readonly (readonly [RegExp, Audience])[] = [
  [
    /^(?:patient(?:en|in|innen|s)?|public|lay(?: ?people)?|consumers?|everyone|general(?: public)?|pacientes?|pazienti|familie?s)$/i,
    'patients',
  ],
  [
    /^(?:clinician|doctors?|physicians?|nurses?|professionals?|hcps?|health ?care professionals?|ärzte|aerzte|médecins|médicos|medici|artsen|lekarze)$/i,
    'clinicians',
  ],
  [/^(?:researcher|scientists?|medical ?researchers?|academics?|forscher|chercheurs)$/i, 'researchers'],
];

/** How readers call what schema.org calls otherwise: how the name begins, without blanks and in small letters. */
const otherNames: readonly (readonly [RegExp, Specialty])[] = [
  [/^(?:cardio|kardio|heart|herz)/, 'Cardiovascular'],
  [/^(?:diet|nutrition|ern[aä]hrung)/, 'DietNutrition'],
  [/^(?:derm|skin|haut)/, 'Dermatology'],
  [/^(?:dental|dentist|teeth|zahn)/, 'Dentistry'],
  [/^(?:ent$|ear|hno|otolaryng|otorhino)/, 'Otolaryngologic'],
  [/^(?:eye|ophthalm|augen)/, 'Ophthalmology'],
  [/^(?:hearing|audio)/, 'Audiology'],
  [/^(?:family|general|gp$|primary|allgemein|hausarzt)/, 'PrimaryCare'],
  [/^(?:kidney|nephro|niere)/, 'Renal'],
  [/^(?:orthop|muscul|bone)/, 'Musculoskeletal'],
  [/^(?:pharma)/, 'PharmacySpecialty'],
  [/^(?:psych|mental)/, 'Psychiatric'],
  [/^(?:lung|pulmo|pneumo|respiratory(?!therapy))/, 'Pulmonary'],
  [/^(?:radio|imaging)/, 'Radiography'],
  [/^(?:cancer|onco|onko|krebs)/, 'Oncologic'],
  [/^(?:child|kinder|paed|p[äe]di)/, 'Pediatric'],
  [/^(?:blood|haem|hema|h[äa]mat)/, 'Hematologic'],
  [/^(?:gyna?e|gyn[äa]k|women|frauen)/, 'Gynecologic'],
  [/^(?:obst|pregnan|maternity|geburt)/, 'Obstetric'],
  [/^(?:anaes|anes|an[äa]s)/, 'Anesthesia'],
  [/^(?:infe[ck]t)/, 'Infectious'],
  [/^(?:plastic|cosmetic)/, 'PlasticSurgery'],
  [/^(?:surg|chirurg)/, 'Surgical'],
  [/^(?:neuro|brain|nerv)/, 'Neurologic'],
  [/^(?:endo[ck]r|diabet|hormon)/, 'Endocrine'],
  [/^(?:gastro|digest|stomach|magen)/, 'Gastroenterologic'],
  [/^(?:geri|elder|old)/, 'Geriatric'],
  [/^(?:uro|bladder|prostat)/, 'Urologic'],
  [/^(?:rheum)/, 'Rheumatologic'],
  [/^(?:emergency|notfall)/, 'Emergency'],
  [/^(?:physiot|physicalther|krankengymn)/, 'Physiotherapy'],
  [/^(?:speech|logop)/, 'SpeechPathology'],
  [/^(?:foot|feet|podi)/, 'Podiatric'],
];

/** What was most likely meant by another `about`, `audience` or `specialty`; null where nothing is likely. */
export function medicalMeantBy(typed: string, key: string): string | null {
  const text = typed.trim();
  if (key === 'about') return medical.test(text) ? 'medical' : nearest(text.toLowerCase(), ['medical']);
  if (key === 'audience')
    return readers.find(([names]) => names.test(text))?.[1] ?? nearest(text.toLowerCase(), audiences);
  // As its address at schema.org, too
  const plain = text
    .replace(/^(?:https?:\/\/(?:www\.)?schema\.org\/(?:MedicalSpecialty\/)?|schema:)/i, '')
    .toLowerCase()
    .replaceAll(/[\s_-]/g, '');
  // `Urology`, `urological`: as long as the beginning is that of one alone
  const alike = specialties.filter((one) => one.toLowerCase().startsWith(plain.slice(0, 5)));
  return (
    specialties.find((one) => one.toLowerCase() === plain) ??
    otherNames.find(([names]) => names.test(plain))?.[1] ??
    (alike.length === 1 && plain.length >= 5 ? (alike[0] ?? null) : nearest(plain, specialties))
  );
}
