// Weight files made of those that ship: the same network, with another description.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './built.mjs';

const shipped = readFileSync(join(root, 'core/model/leadwise-rv-overload.safetensors'));

/** The shipped weights with a description that `change` has altered: a valid safetensors file. */
export function madeWeights(change) {
  const headerBytes = Number(shipped.readBigUInt64LE(0));
  const header = JSON.parse(shipped.toString('utf8', 8, 8 + headerBytes));
  const model = JSON.parse(header.__metadata__['leadwise.model']);
  change(model);
  header.__metadata__['leadwise.model'] = JSON.stringify(model);
  let text = Buffer.from(JSON.stringify(header), 'utf8');
  text = Buffer.concat([text, Buffer.alloc((8 - (text.length % 8)) % 8, ' ')]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, shipped.subarray(8 + headerBytes)]);
}

export const calibration = { slope: 0.8, intercept: -0.5, covariance: [[0.01, -0.002], [-0.002, 0.04]] };
export const trainingPrevalence = 0.25;

/** A card that claims what no real weights of this project can: only for tests of how the page shows such weights. */
export function asValidated(model, { threshold = 0.3 } = {}) {
  Object.assign(model, { name: 'made-for-tests', clinically_validated: true, validated_on: 'nobody: made for tests' });
  for (const head of model.heads) {
    Object.assign(head, {
      task: 'ph_detection',
      calibration,
      threshold,
      training_prevalence: trainingPrevalence,
      clinically_validated: true,
    });
  }
}
