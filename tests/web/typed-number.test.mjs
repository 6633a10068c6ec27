// Numbers that somebody types: read alike in every language of page and browser, or refused with a sentence.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogues } from './catalogues.mjs';
import { webModules } from './web-modules.mjs';

const { speak, typedNumber, typedProblem, typedText } = await webModules('ui/typed-number', 'languages/translation');
const bounds = { least: 0.1, most: 2000 };
const problem = (text, more) => typedProblem(text, { ...bounds, ...more });

test('comma and point are the decimal mark', () => {
  for (const text of ['4,4', '4.4', ' 4,4 ', '4,40']) assert.equal(typedNumber(text), 4.4, text);
  assert.equal(typedNumber('79,5'), 79.5);
  assert.equal(typedNumber('1200'), 1200);
  assert.equal(typedNumber(',5'), 0.5);
  assert.equal(typedNumber('12.3456'), 12.3456);
});

test('a mark before exactly three digits is not read: it may be of thousands', () => {
  for (const text of ['1.200', '1,200', '12,345', '0.125']) assert.equal(typedNumber(text), 'unclear', text);
});

test('anything else is not read', () => {
  const others = ['1.200.000', '1,200.5', '1 200', '1\u00a0200', '1\u2019200', '-1', '+1', '1e3', '5.', '.', '4,4 %', '0x10', 'Infinity', '１２', '<60'];
  for (const text of others) assert.equal(typedNumber(text), 'no_number', text);
  for (const text of ['', ' ']) assert.equal(typedNumber(text), 'nothing');
});

test('what stands in a field is read as the number that it was made of, in every language', () => {
  for (const [code, catalogue] of Object.entries(catalogues)) {
    speak(code, catalogue);
    for (const value of [0, 0.5, 4.4, 12, 60, 79.125, 0.001, 1200, 200000, 128.1234567]) {
      assert.equal(typedNumber(typedText(value)), value, `${code}: ${typedText(value)}`);
    }
  }
  speak('en', catalogues.en);
});

test('a problem says what is wrong and what to write, and what it says can be written', () => {
  assert.equal(problem('4,4'), null);
  assert.equal(problem(''), null);
  assert.equal(problem('', { required: true }), 'a number is needed.');
  assert.equal(problem('1.200'), '“1.200” may mean 1200 or 1.2. Write one of these.');
  assert.equal(problem('79,125'), '“79,125” may mean 79125 or 79.1250. Write one of these.');
  assert.equal(problem('1 200'), '“1 200” is not read. Write digits, with at most one comma or point before the decimals.');
  for (const text of ['0', '2000.1']) assert.equal(problem(text), 'must be from 0.1 to 2000.');
  for (const text of ['0,1', '2000']) assert.equal(problem(text), null);
  speak('fr', catalogues.fr);
  assert.match(problem('1.200'), /1200 ou 1,2\./);
  assert.match(problem('0'), /entre 0,1 et 2000/);
  speak('en', catalogues.en);
});
