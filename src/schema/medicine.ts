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

/** How readers call what schema.org calls otherwise. */
const otherNames: readonly (readonly [RegExp, Specialty])[] = [
  [/^cardio/, 'Cardiovascular'],
  [/^(?:diet|nutrition)/, 'DietNutrition'],
  [/^dermato/, 'Dermatology'],
  [/^(?:dental|dentist)/, 'Dentistry'],
  [/^(?:ent|ear)/, 'Otolaryngologic'],
  [/^(?:eye|ophthalm|augen)/, 'Ophthalmology'],
  [/^(?:hearing|audio)/, 'Audiology'],
  [/^(?:family|general|gp$|primary)/, 'PrimaryCare'],
  [/^(?:kidney|nephro)/, 'Renal'],
  [/^(?:orthop|muscul|bone)/, 'Musculoskeletal'],
  [/^(?:pharma)/, 'PharmacySpecialty'],
  [/^(?:psych|mental)/, 'Psychiatric'],
  [/^(?:lung|pulmo|pneumo)/, 'Pulmonary'],
  [/^(?:radio|imaging)/, 'Radiography'],
  [/^(?:cancer|onco)/, 'Oncologic'],
  [/^(?:child|paed|pedi)/, 'Pediatric'],
  [/^(?:blood|haem|hema)/, 'Hematologic'],
  [/^(?:gyna?e)/, 'Gynecologic'],
  [/^(?:anaes|anes)/, 'Anesthesia'],
  [/^(?:infect)/, 'Infectious'],
];

/** What was most likely meant by another `about`, `audience` or `specialty`; null where nothing is likely. */
export function medicalMeantBy(typed: string, key: string): string | null {
  const text = typed.trim();
  if (key === 'about') return medical.test(text) ? 'medical' : nearest(text.toLowerCase(), ['medical']);
  if (key === 'audience')
    return readers.find(([names]) => names.test(text))?.[1] ?? nearest(text.toLowerCase(), audiences);
  const plain = text.toLowerCase().replaceAll(/[\s_-]/g, '');
  // `Urology`, `urological`: as long as the beginning is that of one alone
  const alike = specialties.filter((one) => one.toLowerCase().startsWith(plain.slice(0, 5)));
  return (
    specialties.find((one) => one.toLowerCase() === plain) ??
    otherNames.find(([names]) => names.test(plain))?.[1] ??
    (alike.length === 1 && plain.length >= 5 ? (alike[0] ?? null) : nearest(text, specialties))
  );
}
