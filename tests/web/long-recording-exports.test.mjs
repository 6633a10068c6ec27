import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { webFolder } from './built.mjs';
import { csvObjects } from './exporting.mjs';
import { madeAnswers, madeRecord, madeScreening, predictionsOf } from './made-answers.mjs';
import { readPdf, textOf } from './pdf-content.mjs';
import { webModules } from './web-modules.mjs';

const { Fhir } = createRequire(join(webFolder, 'package.json'))('fhir');
let modules;
before(async () => {
  modules = await webModules(
    'report/pdf-reports',
    'report/answers-csv',
    'report/records-table',
    'report/fhir-bundle',
    'report/file-naming',
  );
});

/** 35 s, of which one window could not be used and the last five seconds fill none. */
const long = { windows: { used: 2, skipped: 1, unused_s: 5 } };
const windows = { count: 2, lowest_probability: 0.2, highest_probability: 0.6 };
const unvalidated = { clinically_validated: false, probability_low: null, probability_high: null, threshold: null, positive: null };
const head = 'ph_detection_12';

const kinds = {
  scores: {
    answers: () => madeAnswers(madeScreening(predictionsOf(['ph_detection'], { ...unvalidated, windows }), long), { validated: false }),
    text: /Median of 2 windows of 10 s, 20 to 60/,
    section: 'score',
    columns: { lowest: `score_lowest_window_${head}`, highest: `score_highest_window_${head}` },
  },
  probabilities: {
    answers: () => madeAnswers(madeScreening(predictionsOf(['ph_detection'], { windows }), long)),
    text: /Median of 2 windows of 10 s, 20 % to 60 %/,
    section: 'probability',
    columns: { lowest: `probability_lowest_window_percent_${head}`, highest: `probability_highest_window_percent_${head}` },
  },
};

for (const [what, { answers, text, section, columns }] of Object.entries(kinds)) {
  const naming = () => new modules.FileNaming(false);

  test(`PDFs of ${what} tell how far the windows of a long recording differ, and what is left out`, () => {
    for (const kind of ['report', 'referral']) {
      const pdf = readPdf(Buffer.from(modules[`${kind}Pdf`](answers(), naming(), madeRecord(), 0)));
      const words = [pdf, ...pdf.further].map(textOf).join(' ');
      assert.match(words, text);
      assert.match(words, /1 of 3 windows of 10 s was left out: a lead was not usable there\./);
      assert.match(words, /The last 5\.0 s are not scored/);
    }
  });

  test(`CSV of ${what} tells the windows and their spread`, () => {
    const rows = csvObjects(modules.answersCsv(answers(), naming()));
    const value = (of, name) => rows.find((row) => row.section === of && row.name === name)?.value;
    assert.equal(value(section, `${head}_windows`), '2');
    assert.equal(value(section, `${head}_lowest`), '20');
    assert.equal(value(section, `${head}_highest`), '60');
    assert.equal(value('source', 'windows_skipped'), '1');
    assert.equal(value('source', 'unused'), '5');
  });

  test(`the table of all tells the windows of ${what} and their spread`, () => {
    const [row] = csvObjects(modules.recordsTableCsv([modules.tableRow(answers(), naming())]));
    assert.deepEqual([row[`windows_${head}`], row[columns.lowest], row[columns.highest]], ['2', '20', '60']);
    assert.deepEqual([row.windows_skipped, row.unused_s], ['1', '5']);
  });

  test(`FHIR of ${what} tells the windows and their spread`, () => {
    const bundle = JSON.parse(modules.fhirBundle(answers(), naming()));
    const { messages } = new Fhir().validate(bundle, { errorOnUnexpected: true });
    assert.deepEqual(messages.filter(({ severity }) => severity === 'error'), []);
    const codeOf = ({ code }) => code.coding.find(({ system }) => system === `urn:leadwise:${section}`)?.code;
    const { component } = bundle.entry.map(({ resource }) => resource).find((resource) => resource.code && codeOf(resource) === head);
    const value = (name) => component.find((part) => codeOf(part) === name)?.valueQuantity.value;
    assert.deepEqual([value('windows'), value('lowest_window'), value('highest_window')], [2, 20, 60]);
  });
}
