// What a checker of accessibility finds in the page as it is shown.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { webFolder } from './built.mjs';

const axeSource = readFileSync(createRequire(join(webFolder, 'package.json')).resolve('axe-core/axe.min.js'), 'utf8');

export async function assertNoViolations(page, view) {
  // The policy refuses script elements; what a debugger evaluates is not bound by it.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const { violations: found } = await window.axe.run(document, {
      resultTypes: ['violations'],
      // Of WCAG 2.2, and off unless asked for.
      rules: { 'target-size': { enabled: true } },
    });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join('; ')}`);
  });
  assert.deepEqual(violations, [], view);
}
