import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { parseCsv } from './exporting.mjs';
import { webModules } from './web-modules.mjs';

let csvText;
before(async () => ({ csvText } = await webModules('report/csv-text')));

const formula = /^[\s"]*[=+\-@＝＋－＠]/;

test('no text of a cell begins a formula, whether cells are parted at commas, semicolons or tabs', () => {
  const hostile = ['=1+1', 'a;=1+1', 'a;  @SUM(1)', 'a\t-1+1', 'a, b;+1', 'a;"=1+1"', ';;=1', 'a;＝1', 'a\n=1+1', 'a\r\n"=1'];
  for (const text of hostile) {
    const line = csvText([['file', text]]).replace(/\r\n$/, '');
    for (const separator of [';', '\t', '\n']) {
      for (const part of line.split(separator).slice(1)) assert.doesNotMatch(part, formula, `${text}: ${part}`);
    }
    assert.doesNotMatch(parseCsv(`${line}\r\n`)[0][1], formula);
  }
});

test('other texts and numbers stay as they are', () => {
  const rows = [['noise; V1 is flat', 'a-b;c', 'V1 = 3', -0.5]];
  assert.deepEqual(parseCsv(csvText(rows)), [['noise; V1 is flat', 'a-b;c', 'V1 = 3', '-0.5']]);
});
