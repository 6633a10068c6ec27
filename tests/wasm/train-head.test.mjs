import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './built.mjs';

const lw = await load();
const simulated = (seed, severity) => lw.simulate({ seed, severity, to: 'csv' });
const quick = { task: 'made_overload', seed: 7, epochs: 60, learning_rate: 3e-3 };

/** Ten ECGs without and ten with imposed overload. */
function* examples() {
  for (let seed = 1; seed <= 10; ++seed) {
    yield { files: simulated(seed, 0), positive: false };
    yield { files: simulated(100 + seed, 0.9), positive: true };
  }
}

const taught = lw.trainHead(examples(), quick);
const answerTo = (module, files) => module.screen(files).predictions.find(({ task }) => task === quick.task);

test('a taught head tells ECGs that it never saw apart, and the others answer as before', async () => {
  assert.equal(taught.head, 'made_overload_12');
  assert.equal(taught.losses.length, quick.epochs);
  assert.ok(taught.losses.at(-1) < 0.5 * taught.losses[0], taught.losses.join(' '));
  const module = await load({ model: taught.weights });
  for (let seed = 31; seed < 36; ++seed) {
    const [without, overloaded] = [simulated(seed, 0), simulated(seed, 0.9)];
    assert.ok(answerTo(module, without).probability < 0.5);
    assert.ok(answerTo(module, overloaded).probability > 0.5);
    const [old] = lw.screen(without).predictions;
    const same = module.screen(without).predictions.find(({ head }) => head === old.head);
    assert.ok(Math.abs(same.probability - old.probability) < 1e-6);
  }
});

test("the card says what a head was taught, that nobody validated it, and what was said of the others", async () => {
  const data = 'Twenty simulated ECGs.';
  const { weights } = lw.trainHead(examples(), { ...quick, epochs: 1, data, name: 'of my own' });
  const card = (await load({ model: weights })).modelCard();
  assert.equal(card.name, 'of my own');
  assert.equal(card.clinically_validated, false);
  assert.match(card.intended_use, /^Research use only.*the label "made_overload" of 20 ECGs, 10 positive\. Data: Twenty simulated ECGs\./);
  assert.match(card.intended_use, /not validated in a clinical study; a low score excludes nothing/);
  assert.ok(card.intended_use.endsWith(lw.modelCard().intended_use));
  const head = card.heads.find(({ id }) => id === 'made_overload_12');
  assert.equal(head.training_prevalence, 0.5);
  assert.equal(head.clinically_validated, false);
});

test('equal seeds give equal weights, other seeds others', () => {
  const again = lw.trainHead(examples(), quick);
  assert.deepEqual(again.weights, taught.weights);
  assert.notDeepEqual(lw.trainHead(examples(), { ...quick, seed: 8 }).weights, taught.weights);
});

test('a head of six leads, or of any others, is taught on those', async () => {
  const { head, weights } = lw.trainHead(examples(), { ...quick, epochs: 1, leads: '6' });
  assert.equal(head, 'made_overload_6');
  const few = (await load({ model: weights })).screen(simulated(40, 0), { leads: '6' });
  assert.ok(few.predictions.some((prediction) => prediction.head === head));
  const three = lw.trainHead(examples(), { ...quick, epochs: 1, leads: 'V1,II,I' });
  assert.equal(three.head, 'made_overload_I-II-V1');
});

test('an ECG that nothing can be learnt from is named, and so is a request that makes no sense', () => {
  const good = { files: simulated(1, 0), positive: false };
  const short = { files: lw.simulate({ duration_s: 5, to: 'csv' }), positive: true };
  const asked = (list, options = quick) => () => lw.trainHead(list, options);
  assert.throws(asked([good, short]), { code: 'TooShort', message: /^examples\[1\]: / });
  assert.throws(asked([good, { files: [{ name: 'x', bytes: new Uint8Array(3) }], positive: true }]), { message: /^examples\[1\]: / });
  assert.throws(asked([good, { files: 'x', positive: true }]), { code: 'InvalidArgument', message: /^examples\[1\]\.files/ });
  assert.throws(asked([{ files: good.files, positive: 1 }]), { code: 'InvalidArgument', message: /^examples\[0\]\.positive/ });
  assert.throws(asked([good, good]), { code: 'OneClassOnly' });
  assert.throws(asked([]), { code: 'NoUsableRecord' });
  assert.throws(asked(null), { code: 'InvalidArgument' });
  const pair = [good, { ...good, positive: true }];
  for (const wrong of [{ task: undefined }, { epochs: 1.5 }, { epochs: 0 }, { batch_size: '8' }, { leads: 'auto' }, { leads: 'V9' },
    { dropout: 1 }, { learning_rate: Number.NaN }, { seed: -1 }, { rate: 1 }]) {
    assert.throws(asked(pair, { ...quick, ...wrong }), { code: 'InvalidArgument' }, JSON.stringify(wrong));
  }
  assert.throws(asked(pair, { ...quick, task: 'a task "of" mine' }), { code: 'InvalidModelDescription' });
});
