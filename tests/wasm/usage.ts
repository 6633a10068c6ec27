// Type-checked against the package, never run: every call, every field, as a user would write them.
import {
  limits, load, LeadwiseError,
  type Attribution, type Criterion, type EcgRecord, type ErrorCode, type Examination, type InputFile, type InspectResult, type Leadwise, type LeadMarks,
  type LeadName, type LoadOptions, type MeasureOptions, type MeasureResult, type ModelCard, type OutputFile, type PreprocessedWindow, type Reason, type RecordFiles, type Refusal,
  type ScreenResult,
} from 'leadwise';

const options: LoadOptions = { wasmBinary: new ArrayBuffer(8), model: new Uint8Array(8) };
const lw: Leadwise = await load(options);
const alone: Leadwise = await load();

const files: readonly InputFile[] = [
  { name: 'a.hea', bytes: new Uint8Array(4) },
  { name: 'a.dat', bytes: new ArrayBuffer(4) },
];
const groups: RecordFiles[] = lw.group(files);
const ofFirst: InputFile[] = groups[0]!.parts.map((part: number) => files[part]!);

const inspected: InspectResult = lw.inspect(ofFirst, { identifiers: true, unit: 'uV', sampling_rate_hz: 500 });
const patientName: string | null | undefined = inspected.patient.name;
const sex: 'female' | 'male' | 'other' | null = inspected.patient.sex;

const record: EcgRecord = lw.record(files, { unit: 'mV' });
const drawn: [LeadName | null, string, Float32Array][] = record.leads.map(
  (lead) => [lead.name, lead.label, lead.samples_mv]);
const notes: Reason[] = record.notes;

const window: PreprocessedWindow = lw.preprocess(files, { sampling_rate_hz: 250 });
const input: Float64Array = window.leads[0]!.samples;
const size: number = Math.exp(window.leads[0]!.log_sd_mv);
const usable: boolean | undefined = window.quality.V1?.usable;

const written: OutputFile[] = lw.convert(files, { to: 'wfdb', name: 'copy', identifiers: false, unit: 'V' });
const made: OutputFile[] = lw.simulate({ severity: 0.5, seed: 7, heart_rate_bpm: 80, to: 'csv', name: 's' });
const imposed: OutputFile[] = lw.simulate({ onto: made, kind: 'sham', severity: 1, to: 'json' });
const again: ScreenResult = lw.screen(made);

const screened: ScreenResult = lw.screen(files, { leads: 'I,II,V1', unit: 'mV', age_years: 54, paced: false });
for (const { task, head, leads, probability, threshold, positive, windows } of screened.predictions) {
  const texts: string[] = [task, head];
  const numbers: (number | null)[] = [leads, probability, threshold, windows.count];
  const answer: boolean | null = positive;
  void [texts, numbers, answer];
}
const refused: Refusal[] = screened.refused;
const reasonOfFirst: string | undefined = refused[0]?.reason.message;
const largest: number = limits.record_bytes + limits.group_head_bytes;
const elbo: number | undefined = screened.elbo.aVR;
const why: ErrorCode | undefined = screened.abstained?.code;
const missing: 'both' | 'neither' = screened.assumptions.includes('adult') ? 'both' : 'neither';

const explanation: Attribution | undefined = lw.explain(files, { leads: 'all' }).attribution?.[0];
const sWave: number | null | undefined = explanation?.leads.V6?.waves.s;
const gap: number | null | undefined = explanation?.completeness_gap;
const overlay: number[] | undefined = explanation?.leads.V1?.reconstruction_mv;

const bedside: MeasureOptions = { nt_probnp_pg_per_ml: 120, oxygen_saturation_percent: 96.5, who_functional_class: 2 };
const measured: MeasureResult = lw.measure(files, bedside);
const both: Examination = lw.examine(files, { ...bedside, leads: 'all', beat_samples: true });
const doubted: ErrorCode | undefined = both.screening.quality.leads.V1?.doubt?.code;
const axis: number | null | undefined = measured.measurements['qrs_axis_deg'];
const whyAbsent: ErrorCode | undefined = measured.measurement_details['pr_ms']?.reason?.code;
const stored: number | undefined = measured.measurement_details['qrs_ms']?.stored?.value;
const marks: LeadMarks[] | undefined = measured.delineation.leads.V1;
const firstQrs: number | null | undefined = measured.delineation.global[0]?.qrs_on_s;
const met: Criterion[] = measured.criteria.filter(({ status }) => status === 'met');
const depth: number | null | undefined = measured.amplitudes.V5?.s_mv;
const kinds: ('dominant' | 'ectopic' | 'paced' | 'unclassified')[] = measured.beats.map(({ type }) => type);
const good: 'usable' | 'usable_with_leads' | 'unusable' = measured.quality.usability;
const use: string = measured.use;
const beat: (number | null)[] | undefined = lw.measure(files, { beat_samples: true }).representative_beat?.samples_mv?.II;

const card: ModelCard = lw.modelCard();
const validated: boolean = card.clinically_validated;
lw.replaceModel(new Uint8Array(8));
lw.restoreModel();
const { heap, in_use: inUse }: { heap: number; in_use: number } = lw.memoryBytes();

const taught: Uint8Array = lw.trainHead([{ files, positive: true }, { files, positive: false, options: { age_years: 60 } }], {
  task: 'ph', leads: '6', epochs: 3, seed: 1,
}).weights;

try {
  alone.screen([]);
} catch (error) {
  if (error instanceof LeadwiseError) {
    const code: ErrorCode = error.code;
    const offset: number | null = error.offset;
    const message: string = error.message;
    void [code, offset, message];
  }
}

export {
  again, axis, beat, both, card, depth, doubted, drawn, elbo, firstQrs, gap, good, heap, imposed, input, inUse, kinds, largest, marks, met,
  missing, notes, overlay, patientName, reasonOfFirst, sWave, sex, size, stored, taught, usable, use, validated, why, whyAbsent, written,
};
