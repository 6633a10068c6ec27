import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { webFolder } from './built.mjs';

const sources = join(webFolder, 'src');
const sheets = readdirSync(sources, { recursive: true }).map(String).filter((name) => name.endsWith('.css'));

/** What stands before each brace: the selectors of rules, and the conditions around them. */
function headsOf(sheet) {
  const text = readFileSync(join(sources, sheet), 'utf8').replace(/\/\*.*?\*\//gs, '');
  return [...text.matchAll(/([^{};]+)\{/g)].map(([, head]) => head.trim());
}

/** At the commas that stand in no brackets. */
function selectorsOf(head) {
  let depth = 0;
  const parts = [''];
  for (const letter of head) {
    depth += letter === '(' ? 1 : letter === ')' ? -1 : 0;
    if (letter === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts;
}

test('what browsers without :has() can do stands in no rule with it: they pass over the whole rule', () => {
  const withHas = sheets.flatMap((sheet) => headsOf(sheet).filter((head) => head.includes(':has(')).map((head) => ({ sheet, head })));
  assert.ok(withHas.length > 3, 'there are such rules');
  for (const { sheet, head } of withHas) {
    const others = selectorsOf(head).filter((selector) => !selector.includes(':has('));
    assert.deepEqual(others, [], sheet);
  }
});
