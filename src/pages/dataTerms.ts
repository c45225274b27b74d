import type { Faq, Reviewer } from '../faq/faq.ts';
import type { Audience } from '../schema/medicine.ts';
import type { Origin } from '../schema/origins.ts';

/** Terms of schema.org for what a FAQ says of itself, of its reviewers and of who wrote it. */
const vocabulary = 'https://schema.org/';

/** What a page is: `MedicalWebPage` beside its own type, and in the place of a bare `WebPage`. */
export function pageType(own: 'FAQPage' | 'CollectionPage' | 'WebPage', { medical }: Pick<Faq, 'medical'>) {
  if (medical === null) return own;
  return own === 'WebPage' ? 'MedicalWebPage' : [own, 'MedicalWebPage'];
}

/** `Patient` is a type of audience; of the other two, `MedicalAudienceType` has members. */
const audienceTerms: Readonly<Record<Audience, object | string>> = {
  patients: { '@type': 'Patient' },
  clinicians: `${vocabulary}Clinician`,
  researchers: `${vocabulary}MedicalResearcher`,
};

/** For whom a medical page is written, and of which branch of medicine it is. */
export function medicalTerms({ medical }: Pick<Faq, 'medical'>): object {
  if (medical === null) return {};
  const { audience, specialty } = medical;
  return {
    ...(audience && { medicalAudience: audienceTerms[audience] }),
    ...(specialty && { specialty: `${vocabulary}${specialty}` }),
  };
}

/** The terms of IPTC for digital sources, as schema.org took them over. */
export const digitalSources: Readonly<Record<Origin['kind'], string>> = {
  generated: `${vocabulary}TrainedAlgorithmicMediaDigitalSource`,
  assisted: `${vocabulary}CompositeWithTrainedAlgorithmicMediaDigitalSource`,
};

/** What a person may bear; nobody typed of which kind each is. */
export function credentialTerms({ credentials }: Pick<Reviewer, 'credentials'>): object[] {
  return credentials.map((name) => ({ '@type': 'Credential', name }));
}
