// What an answer rests on leaves the page with it: what the reader noted, and weights that are not the shipped ones.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { catalogues } from './catalogues.mjs';
import { csvObjects } from './exporting.mjs';
import { madeAnswers, madeScreening, predictionsOf } from './made-answers.mjs';
import { webModules } from './web-modules.mjs';

let modules;
before(async () => {
  modules = await webModules(
    'report/answers-csv',
    'report/fhir-bundle',
    'report/file-naming',
    'report/records-table',
    'report/referral-sentences',
    'report/result-lines',
    'self-test/shipped-weights',
    'languages/translation',
  );
});

const notes = [
  { code: 'LeadOrderAssumed', message: 'made.csv has no lead names; the order I, II, III was assumed' },
  { code: 'UntriedFormat', message: 'never tried' },
];
const answers = (change) => madeAnswers(madeScreening(predictionsOf(['rv_overload']), { notes }), change);

/** All exports of programs and the lines of both PDFs. */
function exported(made) {
  const naming = new modules.FileNaming(false);
  return {
    report: modules.resultLines(made, naming),
    referral: modules.referralSentences(made, naming),
    csv: csvObjects(modules.answersCsv(made, naming)),
    table: csvObjects(modules.recordsTableCsv([modules.tableRow(made, naming)]))[0],
    bundle: JSON.parse(modules.fhirBundle(made, naming)),
  };
}

const observationsIn = ({ entry }) => entry.map(({ resource }) => resource).filter(({ resourceType }) => resourceType === 'Observation');
const notedIn = (bundle) => observationsIn(bundle).filter(({ code }) => code.coding[0].system === 'urn:leadwise:note');
const conclusionOf = ({ entry }) => entry[0].resource.conclusion;

test('what the reader noted stands in every export, without the file\u2019s name', () => {
  const { report, referral, csv, table, bundle } = exported(answers());
  for (const lines of [report, referral]) {
    const [line, ...others] = lines.filter(({ text }) => text.startsWith('Note ('));
    assert.match(line.text, /^Note \(LeadOrderAssumed\): [0-9a-f]{64} has no lead names; the order I, II, III was assumed$/);
    assert.deepEqual(others, [], 'what is said of the format by itself is not said again');
  }
  const rows = csv.filter(({ section }) => section === 'note');
  assert.deepEqual(rows.map(({ name, reason }) => [name, reason]), [['LeadOrderAssumed', 'LeadOrderAssumed']]);
  assert.match(rows[0].value, /the order I, II, III was assumed/);
  assert.equal(table.notes, 'LeadOrderAssumed');
  assert.deepEqual(notedIn(bundle).map(({ valueString }) => valueString), [rows[0].value]);
  assert.match(conclusionOf(bundle), /the order I, II, III was assumed/);
});

const mark = catalogues.en.weights.own_mark;

test('every export of an answer of other weights than the shipped ones says so, and no other does', () => {
  const own = exported(answers());
  for (const lines of [own.report, own.referral]) {
    const { bold, keep } = lines.find(({ text }) => text === mark);
    assert.deepEqual({ bold, keep }, { bold: true, keep: 'warning' });
  }
  assert.ok(own.csv.some(({ section, value }) => section === 'use' && value === mark));
  assert.ok(own.table.use.includes(mark), own.table.use);
  assert.ok(conclusionOf(own.bundle).includes(mark));
  const { sha256 } = modules.shippedWeights;
  const shipped = exported(answers({ card: { ...answers().card, sha256 } }));
  assert.ok(!JSON.stringify(shipped).includes(mark));
});
