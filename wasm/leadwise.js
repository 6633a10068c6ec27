import { byteView, checkedFileHeads, checkedFiles, checkedOptions, limits } from './checked-arguments.js';
import { collectExamples } from './head-examples.js';
import { CoreInstance } from './core-instance.js';
import { LeadwiseError } from './leadwise-error.js';
import { readModel, readWasm } from './package-files.js';

export { LeadwiseError, limits };

const reading = ['unit', 'sampling_rate_hz', 'age_years', 'paced'];
const bedside = [
  'nt_probnp_pg_per_ml', 'oxygen_saturation_percent', 'who_functional_class', 'pre_test_probability_percent',
];
const lesson = ['task', 'leads', 'name', 'data', 'seed', 'epochs', 'batch_size', 'learning_rate', 'dropout'];
const writing = ['to', 'name'];
const imposition = ['severity', 'seed', 'onto', 'kind', ...writing, ...reading];
const simulation = [
  'severity', 'seed', ...writing, 'duration_s', 'sampling_rate_hz', 'heart_rate_bpm', 'rr_irregularity',
  'frontal_axis_deg', 'p_duration_ms', 'pr_ms', 'qrs_ms', 'qt_ms', 'p_amplitude_mv', 'qrs_amplitude_mv',
  't_amplitude_mv', 'noise_mv', 'mains_mv', 'wander_mv',
];

/** Documented in leadwise.d.ts. */
class Leadwise {
  #core;

  constructor(core) {
    this.#core = core;
  }

  get version() {
    return this.#core.ask('version');
  }

  group(files) {
    return this.#core.call('group', checkedFileHeads(files));
  }

  areArchives(files) {
    return this.#core.call('areArchives', checkedFileHeads(files));
  }

  unpack(archive) {
    return this.#core.call('unpack', checkedFiles([archive], 'archive'));
  }

  inspect(files, options) {
    const checked = checkedOptions(options, [...reading, 'identifiers']);
    return JSON.parse(this.#core.call('inspect', checkedFiles(files), checked));
  }

  record(files, options) {
    return this.#core.call('record', checkedFiles(files), checkedOptions(options, reading));
  }

  measure(files, options) {
    const checked = checkedOptions(options, [...reading, ...bedside, 'beat_samples']);
    return JSON.parse(this.#core.call('measure', checkedFiles(files), checked));
  }

  preprocess(files, options) {
    return this.#core.call('preprocess', checkedFiles(files), checkedOptions(options, reading));
  }

  convert(files, options) {
    const checked = checkedOptions(options, [...writing, ...reading, 'identifiers']);
    return this.#core.call('convert', checkedFiles(files), checked);
  }

  screen(files, options) {
    const checked = checkedOptions(options, [...reading, 'leads']);
    return JSON.parse(this.#core.callScreener('screen', checkedFiles(files), checked));
  }

  explain(files, options) {
    const checked = checkedOptions(options, [...reading, 'leads']);
    return JSON.parse(this.#core.callScreener('explain', checkedFiles(files), checked));
  }

  examine(files, options) {
    const checked = checkedOptions(options, [...reading, 'leads', ...bedside, 'beat_samples']);
    const { screening, measurement } = this.#core.callScreener('examine', checkedFiles(files), checked);
    return { screening: JSON.parse(screening), measurement: JSON.parse(measurement) };
  }

  trainHead(examples, options) {
    const checked = checkedOptions(options, lesson);
    const { features, positive } = collectExamples(examples, (files, stated, place) =>
      this.#core.callScreener('headFeatures', checkedFiles(files, `${place}.files`), checkedOptions(stated, reading), checked),
    );
    return this.#core.callScreener('trainHead', features, positive, checked);
  }

  simulate(options) {
    const imposed = options?.onto !== undefined;
    const checked = checkedOptions(options, imposed ? imposition : simulation);
    if (imposed) checked.onto = checkedFiles(checked.onto, 'onto');
    return this.#core.call('simulate', checked);
  }

  modelCard() {
    return JSON.parse(this.#core.callScreener('modelCard'));
  }

  replaceModel(model) {
    this.#core.replaceModel(byteView(model, 'model'));
  }

  restoreModel() {
    this.#core.restoreModel();
  }

  memoryBytes() {
    return this.#core.ask('memoryBytes');
  }
}

/** Documented in leadwise.d.ts. */
export async function load(options) {
  const { wasmBinary, model } = checkedOptions(options, ['wasmBinary', 'model']);
  const [wasmBytes, modelBytes] = await Promise.all([
    wasmBinary === undefined ? readWasm() : byteView(wasmBinary, 'wasmBinary'),
    model === undefined ? readModel() : byteView(model, 'model'),
  ]);
  const core = await started(wasmBytes);
  core.loadFirstModel(modelBytes);
  return new Leadwise(core);
}

// Answers v128.any_true of a splat: an engine without SIMD does not accept it.
const usesSimd = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

/** Lockdown and enhanced security modes of browsers switch WebAssembly off; old ones lack its SIMD. */
function requireWebAssembly() {
  const lacks =
    typeof WebAssembly === 'undefined' ? 'WebAssembly' : WebAssembly.validate(usesSimd) ? null : "WebAssembly's SIMD";
  if (!lacks) return;
  const advice = 'where a lockdown or an enhanced security mode has switched it off, allow it for this page';
  throw new LeadwiseError('WebAssemblyUnavailable', `this browser does not run ${lacks}; ${advice}`);
}

async function started(wasmBytes) {
  requireWebAssembly();
  try {
    return await CoreInstance.start(wasmBytes);
  } catch (cause) {
    const message = `leadwise.wasm could not be started: ${cause?.message ?? cause}`;
    throw new LeadwiseError('InvalidArgument', message, null, { cause });
  }
}
