import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { madeAnswers, madeRecord, madeScreening, predictionsOf } from './made-answers.mjs';
import { webModules } from './web-modules.mjs';

let modules;
before(async () => {
  modules = await webModules('report/fhir-bundle', 'report/file-naming', 'report/pdf-reports');
});

const answers = (change) => madeAnswers(madeScreening(predictionsOf(['ph_detection'])), change);
const bundleOf = (made) => modules.fhirBundle(made, new modules.FileNaming(false));
const urlsOf = (made) => JSON.parse(bundleOf(made)).entry.map(({ fullUrl }) => fullUrl);

test('equal answers to an ECG are the same bytes', () => {
  assert.equal(bundleOf(answers()), bundleOf(answers()));
});

const otherwise = {
  'with bedside values': { bedside: { nt_probnp_pg_per_ml: 40 } },
  'with a probability before the ECG': { preTests: { ph_detection: 12 } },
  'with an age that was stated': { options: { age_years: 40 } },
  'of other weights': { card: { ...answers().card, sha256: 'others' } },
  'of a file of another content': { inputs: [{ name: 'made.csv', sha256: 'other-input', bytes: 1 }] },
};

for (const [how, change] of Object.entries(otherwise)) {
  test(`answers to the same ECG ${how} have identifiers of their own`, () => {
    const before = urlsOf(answers());
    const after = urlsOf(answers(change));
    assert.deepEqual(after.filter((url) => before.includes(url)), []);
    assert.equal(new Set(after).size, after.length);
  });
}

test('so do PDFs, whose identifier the standard asks for', () => {
  for (const kind of ['report', 'referral']) {
    const identifierOf = (made) => {
      const pdf = modules[`${kind}Pdf`](made, new modules.FileNaming(false), madeRecord(), 0);
      return Buffer.from(pdf).toString('latin1').match(/\/ID \[ ?<([0-9A-Fa-f]{32})>/)[1];
    };
    assert.equal(identifierOf(answers()), identifierOf(answers()));
    for (const change of Object.values(otherwise)) assert.notEqual(identifierOf(answers()), identifierOf(answers(change)));
  }
});

test('files of one name and another content have another identifier and are saved under another name', () => {
  const identifiersOf = (made) => JSON.parse(bundleOf(made)).entry[0].resource.identifier.map(({ value }) => value);
  const savedAs = (made) => new modules.FileNaming(false).saved(made);
  const other = answers(otherwise['of a file of another content']);
  assert.equal(identifiersOf(answers())[0], 'made-input');
  assert.notEqual(identifiersOf(answers())[0], identifiersOf(other)[0]);
  assert.notEqual(savedAs(answers()), savedAs(other));
});

test('a file that cannot be read any more gives no identifier, since its name may be another patient\'s too', () => {
  const unread = answers({ inputs: [{ name: 'made.csv', sha256: null, bytes: null }] });
  assert.equal(JSON.parse(bundleOf(unread)).entry[0].resource.identifier, undefined);
});

test('what a record is told by is the same in whatever order its files were opened, and its name where one cannot be read', () => {
  const naming = new modules.FileNaming(false);
  const of = (...hashes) => naming.content(answers({ inputs: hashes.map((sha256) => ({ name: 'x', sha256, bytes: 1 })) }));
  assert.equal(of('a', 'b'), of('b', 'a'));
  assert.notEqual(of('a', 'b'), of('a', 'c'));
  assert.equal(of('a', null), naming.file('made.csv'));
});
