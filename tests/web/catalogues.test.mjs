import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nativeMeasurement, simulatedRecord, temporaryFolder } from './built.mjs';
import { catalogues, sentencesOf, translations } from './catalogues.mjs';
import { deliberatelyEqual } from './deliberately-equal.mjs';
import { webModules } from './web-modules.mjs';

const english = sentencesOf(catalogues.en);
const measured = nativeMeasurement(simulatedRecord(temporaryFolder())[0], ['--pre-test', '10', '--nt-probnp', '50']);
const form = /_(zero|one|two|few|many|other)$/;
const counted = new Set(english.filter(([key]) => key.endsWith('_one')).map(([key]) => key.replace(form, '')));
const stemOf = (key) => (counted.has(key.replace(form, '')) ? key.replace(form, '') : key);
const placesIn = (sentence) => [...new Set([...sentence.matchAll(/{{(\w+)(?:, \w+)?}}/g)].map(([, place]) => place))].sort();

for (const code of translations) {
  const sentences = sentencesOf(catalogues[code]);

  test(`${code} has every sentence of English and no other`, () => {
    const stemsOf = (all) => [...new Set(all.map(([key]) => stemOf(key)))].sort();
    assert.deepEqual(stemsOf(sentences), stemsOf(english));
    assert.ok(sentences.every(([, sentence]) => typeof sentence === 'string' && sentence.trim() === sentence && sentence));
  });

  test(`${code} has every plural form that its language knows`, () => {
    const forms = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
    for (const stem of counted) {
      const there = sentences.map(([key]) => key).filter((key) => stemOf(key) === stem);
      assert.deepEqual(there.sort(), forms.map((name) => `${stem}_${name}`).sort());
    }
  });

  test(`${code} has the same places to fill in every sentence`, () => {
    const places = new Map(english.map(([key, sentence]) => [stemOf(key), placesIn(sentence)]));
    for (const [key, sentence] of sentences) {
      assert.deepEqual(placesIn(sentence), places.get(stemOf(key)), key);
      assert.equal(sentence.replace(/{{\w+(, number)?}}/g, '').search(/[{}]/), -1, `${key}: a place is misspelt`);
    }
  });

  test(`${code} leaves nothing in English but what is so on purpose`, () => {
    const originals = new Map(english);
    for (const [key, sentence] of sentences) {
      const equal = deliberatelyEqual[key]?.includes(code) ?? false;
      assert.equal(sentence === originals.get(key), equal, `${key}: ${sentence}`);
    }
  });

  test(`${code} says how it is written and whether somebody has reviewed it`, () => {
    const { direction, reviewed } = catalogues[code].catalogue;
    assert.ok(['ltr', 'rtl'].includes(direction));
    assert.equal(typeof reviewed, 'boolean');
    assert.equal(new Intl.Locale(code).toString(), code);
    assert.notEqual(new Intl.DisplayNames([code], { type: 'language' }).of(code), code, 'the language has a name');
  });
}

for (const [code, catalogue] of Object.entries(catalogues)) {
  test(`${code} keeps every per cent sign on the line of its number`, () => {
    const written = sentencesOf(catalogue).filter(([, sentence]) => sentence.includes('%'));
    assert.ok(written.length > 0);
    for (const [key, sentence] of written) assert.doesNotMatch(sentence, /(?<![(\u00a0\u202f])%/, `${key}: ${sentence}`);
  });
}

test('every sign of the core has its name in the catalogue, in English the core\'s own', () => {
  const titles = Object.fromEntries(measured.criteria.map(({ name, title }) => [name, title]));
  assert.deepEqual(catalogues.en.criteria, titles);
});

test('every value that is measured has its name in the catalogue, unless it is made of letters alone', async () => {
  const { measurementTitle } = await webModules('ui/measurement-text');
  const names = [...Object.keys(measured.measurements), ...measured.criteria.flatMap(({ values }) => Object.keys(values))];
  const untold = [...new Set(names)].filter((name) => !(name in catalogues.en.measurements));
  const letters = /^([PQRSTJ]|ST60|QRS|QT|PR|SD|RR|RMSSD|QTc|I|II|III|V\d|Bazett|Fridericia|Framingham|Hodges|NT-proBNP| )+$/;
  for (const name of untold) assert.match(measurementTitle(name), letters);
});

test('what stands in a sentence is text: it fills no further places and is no markup', async () => {
  const { say } = await webModules('languages/translation');
  const name = '$t(page-header.help) {{count}} $& <b>&amp;';
  assert.equal(say('weights.own_title', { name }), `Scores come from weights of your own: ${name}`);
});

test('what is made in English leaves the language of the page as it is', async () => {
  const { inEnglish, safetyText, say, speak } = await webModules('languages/translation');
  speak('fr', catalogues.fr);
  assert.equal(inEnglish(() => say('page-header.help')), 'Help');
  assert.equal(say('page-header.help'), 'Aide');
  assert.throws(() => inEnglish(() => assert.fail()));
  assert.equal(say('page-header.help'), 'Aide');
  assert.equal(safetyText('result.no_chance'), 'Ce n’est pas la probabilité d’une maladie. [It is not the chance of a disease.]');
  speak('fr', { ...catalogues.fr, catalogue: { direction: 'ltr', reviewed: true } });
  assert.equal(safetyText('result.no_chance'), 'Ce n’est pas la probabilité d’une maladie.');
});

test('counts and numbers are of the language', async () => {
  const { numberText, say, speak } = await webModules('languages/translation', 'languages/numbers');
  assert.equal(say('list-progress.done', { done: 1000, all: 25000 }), '1,000 of 25,000 done.');
  assert.equal(numberText(-0.25, 2), '−0.25');
  speak('fr', catalogues.fr);
  assert.equal(say('measurements-panel.beats', { count: 0 }), '0 battement');
  assert.equal(say('measurements-panel.beats', { count: 2 }), '2 battements');
  assert.equal(numberText(-0.25, 2), '−0,25');
});

/** What no reader may miss: that something excludes, proves or means less than it seems to, or holds for others. */
const cautious = /excludes? (nothing|PH|pulmonary)|no proof|not a percentage|not the chance|ails the patient|not to be combined|if this patient|do not rely|never with a ruler/;
/** Stands below a sentence that says the same, or with it. */
const repeated = ['reasons.DoubtfulScore'];

test('a sentence that says what an answer does not mean never stands in an unreviewed translation alone', async () => {
  const { safetySentences } = await webModules('languages/safety-sentences');
  const cautions = english.filter(([key, sentence]) => cautious.test(sentence) && !repeated.includes(key)).map(([key]) => key);
  assert.ok(cautions.length > 15);
  assert.deepEqual(cautions.filter((key) => !safetySentences.includes(key)), []);
});

test('a probability after a sign is no certainty at either end', async () => {
  const { postTestSentence } = await webModules('ui/criterion-text');
  const text = (interval) => postTestSentence({ post_test_probability_percent: interval }).text.replaceAll('\u00a0', ' ');
  assert.match(text({ value: 0.04, low: 0.001, high: 0.3 }), /^under 0\.1 % \(95 % interval under 0\.1 to 0\.3 %\)/);
  assert.match(text({ value: 99.6, low: 98, high: 99.9 }), /^over 99 % \(95 % interval 98 to over 99 %\)/);
});

test('for whom a likelihood ratio holds is told in English too', async () => {
  const { likelihoodSentence, postTestSentence, speak } = await webModules('ui/criterion-text', 'languages/translation');
  speak('fr', catalogues.fr);
  const interval = { value: 2.1, low: 1.5, high: 3 };
  assert.match(likelihoodSentence({ likelihood_ratio: interval }).english, /not to be combined with other signs/);
  assert.match(postTestSentence({ post_test_probability_percent: interval }).english, /if this patient is like those of the study/);
  assert.equal(likelihoodSentence({ likelihood_ratio: null }), null);
});
