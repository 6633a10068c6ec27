import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { webModules } from './web-modules.mjs';

let gatherAnswers;
before(async () => ({ gatherAnswers } = await webModules('report/record-answers')));

/** A record that was scored with weights of this hash, and a session that has others in use. */
function gather(scoredWith, inUse) {
  const entry = {
    name: 'a', folder: '', files: [], options: {},
    state: { kind: 'screened', result: { model: { sha256: scoredWith } } },
  };
  const session = {
    statedFacts: async () => null,
    measure: async () => ({}),
    modelCard: async () => ({ sha256: inUse }),
  };
  return gatherAnswers(session, entry, { bedside: {}, preTests: {} });
}

test('an export bears the card of the weights that gave the score', async () => {
  assert.equal((await gather('aa', 'aa')).card.sha256, 'aa');
});

test('where other weights were put to use since, nothing is exported', async () => {
  await assert.rejects(gather('aa', 'bb'), ({ failure }) => failure.code === 'WeightsChanged');
});
