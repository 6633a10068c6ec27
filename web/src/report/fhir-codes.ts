import type { CodeableConcept, Coding } from 'fhir/r4';

/** Our own codes, by the names that the JSON uses. */
export type OwnCodes = 'score' | 'probability' | 'measurement' | 'criterion' | 'criterion-status' | 'source' | 'warning' | 'note' | 'reason';

export function ownCode(codes: OwnCodes, code: string, display?: string): Coding {
  return { system: `urn:leadwise:${codes}`, code, ...(display && { display }) };
}

/**
 * LOINC where the code means what we measure, as US Core lists it. The heart rate has none here: LOINC's would make it a
 * vital sign, which FHIR only allows with a patient.
 */
const loinc: Record<string, { code: string; display: string }> = {
  pr_ms: { code: '8625-6', display: 'P-R Interval' },
  qrs_ms: { code: '8633-0', display: 'QRS duration' },
  qt_ms: { code: '8634-8', display: 'Q-T interval' },
  qtc_fridericia_ms: { code: '8636-3', display: 'Q-T interval corrected' },
  p_axis_deg: { code: '8626-4', display: 'P wave axis' },
  qrs_axis_deg: { code: '8632-2', display: 'QRS axis' },
  t_axis_deg: { code: '8638-9', display: 'T wave axis' },
};

export function measurementCode(name: string, title: string): CodeableConcept {
  const known = loinc[name];
  const standard = known ? [{ system: 'http://loinc.org', ...known }] : [];
  return { coding: [...standard, ownCode('measurement', name, title)], text: title };
}

export const reportCode: CodeableConcept = {
  coding: [{ system: 'http://loinc.org', code: '11524-6', display: 'EKG study' }],
  text: 'ECG, measured and screened by research software',
};

export const reportCategory: CodeableConcept = {
  coding: [
    {
      system: 'http://terminology.hl7.org/CodeSystem/v2-0074',
      code: 'EC',
      display: 'Electrocardiac (e.g., EKG, EEC, Holter)',
    },
  ],
};

export const procedureCategory: CodeableConcept = {
  coding: [
    { system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'procedure', display: 'Procedure' },
  ],
};

/** Why an observation has no value: the standard's word for it, then ours. */
export function absentReason({ code, message }: { code: string; message: string }): CodeableConcept {
  const standard = {
    system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason',
    code: 'not-performed',
    display: 'Not Performed',
  };
  return { coding: [standard, ownCode('reason', code)], text: message };
}
