import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { catalogues } from './catalogues.mjs';
import { madeAnswers, madeMeasurement, madeRecord, madeScreening, predictionsOf } from './made-answers.mjs';
import { readPdf, textOf } from './pdf-content.mjs';
import { webModules } from './web-modules.mjs';

let modules;
before(async () => {
  modules = await webModules(
    'report/pdf-reports',
    'report/file-naming',
    'report/pdf-page',
    'languages/translation',
    'ui/result-text',
    'ui/leads-text',
    'validated/probability-text',
  );
});

const tasks = ['rv_overload', 'ph_detection', 'ph_precapillary', 'elevated_pawp'];
const message = 'the root mean square of the noise is 0.12 mV, in V1, V2, V3, V4, V5 and V6';
const noisy = ['BaselineWander', 'MainsInterference', 'MuscleNoise', 'DoubtfulScore'].map((code) => ({ code, message }));
const doubt = { code: 'MuscleNoise', message };
const doubted = Object.fromEntries(['V1', 'V2'].map((name) => [name, { usable: true, reason: null, doubt }]));
const unvalidated = { clinically_validated: false, probability_low: null, probability_high: null, threshold: null, positive: null };

/** What leaves little room, by what it is; `of` are the tasks. */
const crowded = {
  'four validated tasks': { of: tasks, answers: () => madeAnswers(madeScreening(predictionsOf(tasks))) },
  'two validated tasks': {
    of: tasks.slice(1, 3),
    answers: () => madeAnswers(madeScreening(predictionsOf(tasks.slice(1, 3))), { preTests: { ph_detection: 12 } }),
  },
  'a noisy ECG with three warnings and a doubt': {
    of: tasks.slice(0, 1),
    answers: () =>
      madeAnswers(madeScreening(predictionsOf(tasks.slice(0, 1), unvalidated), { warnings: noisy, leads: doubted }), {
        validated: false,
        measurement: madeMeasurement({ leads: { V1: { usable: false, reason: doubt }, V2: { usable: false, reason: doubt } } }),
      }),
    says: ['quality.doubted_leads', 'result.no_chance'],
  },
};

const sentenceOf = (code, key) => key.split('.').reduce((part, name) => part[name], catalogues[code]);
const plain = (text) => text.replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');

function pdfOf(kind, code, answers) {
  modules.speak(code, catalogues[code]);
  const naming = new modules.FileNaming(false);
  return readPdf(Buffer.from(modules[`${kind}Pdf`](answers, naming, madeRecord(), 0)));
}

const warnings = { report: ['criteria-panel.absent_sign'], referral: ['criteria-panel.absent_sign', 'report.no_diagnosis'] };

for (const code of Object.keys(catalogues)) {
  for (const [what, { of, answers, says = [] }] of Object.entries(crowded)) {
    for (const kind of ['report', 'referral']) {
      test(`a ${kind} of ${what} in ${code} has every caution and every task on its first page, and the rest behind it`, () => {
        const made = answers();
        const pdf = pdfOf(kind, code, made);
        const first = plain(textOf(pdf));
        const all = plain([pdf, ...pdf.further].map(textOf).join(' '));
        const caution = made.card.clinically_validated ? 'result.low_probability' : 'result.low_score';
        for (const key of [caution, 'result.low_score_reason', ...warnings[kind], ...says]) {
          for (const spoken of new Set([code, 'en'])) {
            assert.ok(first.includes(plain(sentenceOf(spoken, key))), `${key} in ${spoken}: ${first}`);
          }
        }
        for (const task of of) assert.ok(first.includes(plain(sentenceOf(code, `tasks.${task}`))), `${task}: ${first}`);
        const value = made.card.clinically_validated ? modules.percentText(0.4) : modules.scoreText(0.4);
        const result = plain(modules.namedText(modules.leadsText(12), value));
        assert.equal(first.split(result).length - 1, of.length, `${result}: ${first}`);
        const answer = made.card.clinically_validated ? 'probability' : 'meaning';
        for (const task of of) assert.ok(all.includes(plain(sentenceOf(code, `tasks.${task}_${answer}`))), `${task}: ${all}`);
        for (const title of Object.values(catalogues[code].criteria).filter(() => kind === 'report')) {
          assert.ok(all.includes(plain(title)), `${title}: ${all}`);
        }
        for (const page of [pdf, ...pdf.further]) {
          assert.match(textOf(page), /RESEARCH USE ONLY/);
          assert.ok(page.texts.every(({ yMm, sizePt }) => yMm < 210 && sizePt >= 5.5));
        }
      });
    }
  }
}

test('what has room is one page', () => {
  const few = madeAnswers(madeScreening(predictionsOf(['rv_overload'], unvalidated)), { validated: false });
  for (const kind of ['report', 'referral']) assert.equal(pdfOf(kind, 'en', few).pages, 1);
});

/** Where the mark's frame begins: drawHead in page-parts.ts. */
const markMm = 297 - 16 - 86;
const longFolder = `Export_MUSE_2024_Q3/Cardiology outpatient clinic, building 4/${'Référés 2024/'.repeat(9)}June`;
const names = {
  'a long folder': { folder: longFolder, name: 'ecg_000042.csv' },
  'a long name without spaces': { folder: '', name: `${'0123456789_'.repeat(30)}ecg_000042.csv` },
  'a short name': { folder: 'June', name: 'ecg_000042.csv' },
};

for (const code of Object.keys(catalogues)) {
  for (const [what, named] of Object.entries(names)) {
    for (const kind of ['report', 'referral']) {
      test(`in the head of a ${kind} in ${code} ${what} ends before the mark, with the facts behind it`, () => {
        modules.speak(code, catalogues[code]);
        const answers = { ...madeAnswers(madeScreening(predictionsOf(tasks.slice(0, 1)))), ...named };
        const measured = new modules.PdfPage('', '', '0'.repeat(32));
        for (const namesShown of [true, false]) {
          const naming = new modules.FileNaming(namesShown);
          const { texts, missingGlyphs } = readPdf(Buffer.from(modules[`${kind}Pdf`](answers, naming, madeRecord(), 0)));
          const line = texts.find(({ text, yMm }) => yMm < 16 && / Hz$/.test(text));
          assert.ok(line, 'the rate ends it');
          assert.ok(line.xMm + measured.widthOf(line.text, { sizePt: line.sizePt }) <= markMm, line.text);
          assert.ok(line.sizePt > 6, `${line.sizePt} pt`);
          const shown = namesShown ? (what === 'a short name' ? ' June/ecg_000042.csv ' : 'ecg_000042.csv ') : ` ${naming.record(named)} `;
          assert.ok(line.text.includes(shown), line.text);
          assert.equal(missingGlyphs, 0);
        }
        modules.speak('en', catalogues.en);
      });
    }
  }
}
