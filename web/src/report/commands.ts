import type { BedsideValues, ReadOptions } from 'leadwise';
import { areShipped } from '../self-test/shipped-weights';
import type { FileNaming } from './file-naming';
import type { RecordAnswers } from './record-answers';

/** How the tool is told what the page was told. */
const flags: Record<string, (value: unknown) => string[]> = {
  unit: (unit) => ['--unit', String(unit)],
  sampling_rate_hz: (rate) => ['--rate', String(rate)],
  age_years: (age) => ['--age', String(age)],
  paced: (paced) => [paced ? '--paced' : '--unpaced'],
  nt_probnp_pg_per_ml: (value) => ['--nt-probnp', String(value)],
  oxygen_saturation_percent: (value) => ['--spo2', String(value)],
  who_functional_class: (value) => ['--who-class', String(value)],
  pre_test_probability_percent: (value) => ['--pre-test', String(value)],
};

/** The calls of the tool that give the same answers. WEIGHTS is the file whose hash stands beside them. */
export function commandsFor(answers: RecordAnswers, naming: FileNaming): string[] {
  const file = naming.namesShown ? quoted(answers.name) : 'FILE';
  return [
    ['leadwise', 'screen', file, ...weightsOf(answers), '--leads', 'all', ...flagsOf(answers.options), '--json'].join(' '),
    ['leadwise', 'measure', file, ...flagsOf(answers.options), ...flagsOf(answers.bedside), '--json'].join(' '),
  ];
}

/** The tool scores with the shipped ones where none are named. */
function weightsOf({ card }: RecordAnswers): string[] {
  return areShipped(card) ? [] : ['--model', 'WEIGHTS'];
}

function flagsOf(options: ReadOptions | BedsideValues): string[] {
  return Object.entries(options).flatMap(([name, value]) => flags[name]?.(value) ?? []);
}

/** For a POSIX shell. A name that begins with a hyphen would be taken for an option. */
function quoted(name: string): string {
  const path = name.startsWith('-') ? `./${name}` : name;
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
