import type { Bundle, Device, DiagnosticReport, FhirResource, Reference } from 'fhir/r4';
import { safetyText } from '../languages/translation';
import { useText } from '../ui/result-text';
import { validationText } from '../ui/weights-text';
import { buildIdentity } from './build-identity';
import { commandsFor } from './commands';
import { reportCategory, reportCode } from './fhir-codes';
import { observationsOf } from './fhir-observations';
import type { FileNaming } from './file-naming';
import { versionOf } from './provenance-lines';
import type { RecordAnswers } from './record-answers';
import { resultLines } from './result-lines';
import { sha256OfText } from './sha256';

/**
 * FHIR R4: a collection with one preliminary report, its observations and the software as their device. There is no
 * patient and no time in it: neither is known here, and whoever takes it over adds both.
 */
export function fhirBundle(answers: RecordAnswers, naming: FileNaming): string {
  const found = observationsOf(answers, naming);
  const software = deviceResource(answers, naming);
  // Of all that is said: a receiver would take other answers to the same ECG for the ones that it already has.
  const identity = sha256OfText(JSON.stringify([reportResource(answers, naming, []), software, found]));
  const urlOf = (part: string) => urnUuid(sha256OfText(`${identity}\n${part}`));
  const device = { reference: urlOf('device') };
  const observations = found.map((observation) => ({ ...observation, device }));
  const results = observations.map((_, index) => ({ reference: urlOf(`observation ${index}`) }));
  const bundle: Bundle = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [
      entry(urlOf('report'), reportResource(answers, naming, results)),
      entry(urlOf('device'), software),
      ...observations.map((observation, index) => entry(urlOf(`observation ${index}`), observation)),
    ],
  };
  return `${JSON.stringify(bundle, null, 2)}\n`;
}

function entry(fullUrl: string, resource: FhirResource) {
  return { fullUrl, resource };
}

/** Of what the files hold: a name may be two patients'. None where one of them could not be read any more. */
function identifierOf(answers: RecordAnswers, naming: FileNaming): Pick<DiagnosticReport, 'identifier'> {
  const { inputs } = answers;
  if (inputs.length === 0 || inputs.some(({ sha256 }) => sha256 === null)) return {};
  return { identifier: [{ system: 'urn:leadwise:input', value: naming.content(answers) }] };
}

function reportResource(answers: RecordAnswers, naming: FileNaming, result: Reference[]): DiagnosticReport {
  const answer = resultLines(answers, naming).map(({ text }) => text);
  return {
    resourceType: 'DiagnosticReport',
    ...identifierOf(answers, naming),
    status: 'preliminary',
    category: [reportCategory],
    code: reportCode,
    result,
    conclusion: [useText(), ...answer, safetyText('criteria-panel.absent_sign')].join(' '),
  };
}

function deviceResource(answers: RecordAnswers, naming: FileNaming): Device {
  const { card } = answers;
  return {
    resourceType: 'Device',
    manufacturer: 'Leadwise',
    deviceName: [{ name: 'Leadwise', type: 'other' }],
    version: [
      { type: { text: 'software' }, value: versionOf(answers) },
      { type: { text: 'core, SHA-256' }, value: buildIdentity.core_sha256 },
      { type: { text: 'page, SHA-256' }, value: buildIdentity.page_sha256 },
      { type: { text: `weights ${card.name}, SHA-256` }, value: card.sha256 },
    ],
    note: [
      { text: `${safetyText('result.research_use')}. ${card.intended_use}` },
      { text: `Weights: ${validationText(card)}` },
      ...commandsFor(answers, naming).map((command) => ({ text: `To repeat it: ${command}` })),
    ],
  };
}

/** A name-based UUID of our own making (RFC 9562, version 8): the same answers get the same one. */
function urnUuid(hash: string): string {
  const variant = ((parseInt(hash[16] ?? '0', 16) & 3) | 8).toString(16);
  const parts = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `${variant}${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ];
  return `urn:uuid:${parts.join('-')}`;
}
