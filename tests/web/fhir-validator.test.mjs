import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { before, test } from 'node:test';
import { chooseFiles, openPage, textFile, useBrowser } from './browser.mjs';
import { root, simulatedRecord, temporaryFolder } from './built.mjs';
import { csvText, sameWave, twelveLeads } from './ecg-paper.mjs';
import { openedRecord, patienceMs, saveText } from './exporting.mjs';
import { asValidated, madeWeights } from './made-weights.mjs';

const validator = join(root, 'build/fhir-validator');
const noValidator = existsSync(join(validator, 'ValidateFhir.class')) ? false : 'scripts/fhir_validator was not run';
const used = useBrowser();
const folder = temporaryFolder();
let record;
before(() => {
  record = simulatedRecord(folder, { name: 'exported', severity: 1 });
});

const beat = (time) => Math.exp(-(((time % 0.8) - 0.4) ** 2) / (2 * 0.015 ** 2));
const short = textFile('short.csv', csvText(sameWave(twelveLeads, beat), { seconds: 4, rate: 200 }));

/** By what became of the record, its exported text. */
const exported = {
  'a score': async (t) => saveText(await openedRecord(t, used, record), 'FHIR R4'),
  'an abstention': async (t) => saveText(await openedRecord(t, used, short), 'FHIR R4'),
  'a failure': async (t) => saveText(await openedRecord(t, used, textFile('broken.csv', 'no ECG at all\n')), 'FHIR R4'),
  'a probability, shifted': async (t) => {
    const page = await openPage(t, used);
    const weights = { name: 'made.safetensors', mimeType: '', buffer: madeWeights((model) => asValidated(model)) };
    await page.locator('input[type=file][accept=".safetensors"]').setInputFiles(weights);
    await page.locator('.own-weights').waitFor({ timeout: patienceMs });
    await chooseFiles(page, record);
    await page.locator('.pre-test-choices button').nth(3).click({ timeout: patienceMs });
    await page.locator('.post-test strong').waitFor();
    return saveText(page, 'FHIR R4');
  },
};

/** The same with something that the standard forbids. */
const spoilt = {
  'a status that there is none of': (bundle) => (bundle.entry[0].resource.status = 'guessed'),
  'an observation without a code': (bundle) => delete bundle.entry[2].resource.code,
  'a value beside the reason why there is none': (bundle) =>
    Object.assign(bundle.entry[2].resource, { valueString: 'x', valueInteger: 1 }),
  'two entries of one address': (bundle) => (bundle.entry[3].fullUrl = bundle.entry[2].fullUrl),
};

function write(name, text) {
  const path = join(folder, `${name.replaceAll(/\W/g, '-')}.json`);
  writeFileSync(path, text);
  return path;
}

/** {path: ['ERROR at place: message', …]} of what the validator calls an error. */
function errorsIn(paths) {
  const classes = [validator, join(validator, 'lib/*')].join(delimiter);
  const said = execFileSync('java', ['-cp', classes, 'ValidateFhir', ...paths], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const lines = said.split('\n').filter(Boolean).map((line) => line.split('\t'));
  assert.ok(lines.length > 0, 'the validator says nothing at all');
  const serious = lines.filter(([, severity]) => severity === 'ERROR' || severity === 'FATAL');
  return Object.fromEntries(
    paths.map((path) => [path, serious.filter(([of]) => of === path).map(([, severity, place, text]) => `${severity} at ${place}: ${text}`)]),
  );
}

test("HL7's own validator finds no error in any FHIR export, and does find those put in", { skip: noValidator }, async (t) => {
  const sound = {};
  for (const [what, made] of Object.entries(exported)) {
    await t.test(`${what} is exported`, async (inner) => (sound[what] = write(what, await made(inner))));
  }
  const text = await exported['a score'](t);
  const bad = Object.entries(spoilt).map(([what, spoil]) => {
    const bundle = JSON.parse(text);
    spoil(bundle);
    return [what, write(what, JSON.stringify(bundle))];
  });
  const errors = errorsIn([...Object.values(sound), ...bad.map(([, path]) => path)]);
  for (const [what, path] of Object.entries(sound)) assert.deepEqual(errors[path], [], what);
  for (const [what, path] of bad) assert.ok(errors[path].length > 0, what);
});
