// The encoders and the 12-lead classifier of a weight file (fp32), as an ONNX model for peers to run.
import { floatTensor, integerTensor, model, node } from './onnx-proto.mjs';

/** Description and tensors of a safetensors file. */
export function readWeights(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerSize = Number(view.getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headerSize)));
  const tensors = {};
  const { __metadata__: metadata, ...entries } = header;
  for (const [name, { dtype, shape, data_offsets: [from, to] }] of Object.entries(entries)) {
    if (dtype !== 'F32') throw new Error(`${name} is ${dtype}, not F32`);
    tensors[name] = { shape, values: new Float32Array(bytes.slice(8 + headerSize + from, 8 + headerSize + to).buffer) };
  }
  return { description: JSON.parse(metadata['leadwise.model']), tensors };
}

/** ONNX has (out, in, kernel), our files (out, kernel, in). */
function kernelLast({ shape: [out, kernel, channels], values }) {
  const turned = new Float32Array(values.length);
  for (let i = 0; i < values.length; ++i) {
    const [o, k, c] = [Math.floor(i / (kernel * channels)), Math.floor(i / channels) % kernel, i % channels];
    turned[(o * channels + c) * kernel + k] = values[i];
  }
  return { shape: [out, channels, kernel], values: turned };
}

/** Collects nodes and initializers; every method gives the name of its output. */
class Graph {
  nodes = [];
  initializers = [];
  constructor(tensors) {
    this.tensors = tensors;
  }

  weight(name, { shape, values } = this.tensors[name]) {
    this.initializers.push(floatTensor(name, shape, values));
    return name;
  }

  node(type, inputs, attributes) {
    const output = `${type}_${this.nodes.length}`;
    this.nodes.push(node(type, inputs, output, attributes));
    return output;
  }

  linear(input, name) {
    return this.node('Gemm', [input, this.weight(`${name}.weight`), this.weight(`${name}.bias`)], { transB: 1 });
  }

  conv(input, name, { kernel, stride, padding }) {
    const weight = this.weight(`${name}.weight`, kernelLast(this.tensors[`${name}.weight`]));
    const shape = { kernel_shape: [kernel], strides: [stride], pads: [padding, padding] };
    return this.node('Conv', [input, weight, this.weight(`${name}.bias`)], shape);
  }

  layer(input, name, layer) {
    switch (layer.type) {
      case 'conv1d': return this.conv(input, name, layer);
      case 'linear': return this.linear(input, name);
      case 'relu': return this.node('Relu', [input]);
      case 'flatten': return this.node('Flatten', [this.node('Transpose', [input], { perm: [0, 2, 1] })], { axis: 1 });
      case 'global_average_pool': return this.node('Flatten', [this.node('GlobalAveragePool', [input])], { axis: 1 });
      default: throw new Error(`no ONNX for a layer ${layer.type}`);
    }
  }

  stack(input, name, layers) {
    return layers.reduce((value, layer, i) => this.layer(value, `${name}.${i}`, layer), input);
  }

  encoder(lead, { trunk, readouts }) {
    const features = this.stack(lead, `encoder.${lead}.trunk`, trunk);
    const read = readouts.map((layers, r) => this.stack(features, `encoder.${lead}.readout.${r}`, layers));
    const joined = read.length === 1 ? read[0] : this.node('Concat', read, { axis: 1 });
    return { mu: this.linear(joined, `encoder.${lead}.mu`), logvar: this.linear(joined, `encoder.${lead}.logvar`) };
  }
}

/**
 * Inputs: each lead (1, 1, samples) and log_sd_mv (1, leads).
 * Outputs: probability (1, 2), logvar (1, leads x latent).
 */
export function onnxModel({ description, tensors }) {
  const graph = new Graph(tensors);
  const head = description.heads.find(({ leads }) => leads.length === description.input.leads.length);
  if (head.calibration) throw new Error('the peers run uncalibrated heads only');
  const coded = head.leads.map((lead) => graph.encoder(lead, description.encoder));
  const columns = head.leads.map((_, i) => {
    graph.initializers.push(integerTensor(`column_${i}`, [i]));
    return graph.node('Gather', ['log_sd_mv', `column_${i}`], { axis: 1 });
  });
  const features = coded.flatMap(({ mu }, i) => (head.log_sd_mv ? [mu, columns[i]] : [mu]));
  const logits = graph.stack(graph.node('Concat', features, { axis: 1 }), `head.${head.id}`, head.layers);
  graph.nodes.push(node('Softmax', [logits], 'probability', { axis: 1 }));
  graph.nodes.push(node('Concat', coded.map(({ logvar }) => logvar), 'logvar', { axis: 1 }));
  return model({
    nodes: graph.nodes,
    initializers: graph.initializers,
    inputs: [
      ...head.leads.map((lead) => [lead, [1, 1, description.input.samples]]),
      ['log_sd_mv', [1, head.leads.length]],
    ],
    outputs: [['probability', [1, 2]], ['logvar', [1, head.leads.length * description.latent_size]]],
  });
}
