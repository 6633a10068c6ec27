// Writes the few ONNX messages that a feed-forward network needs (onnx.proto3 of ONNX 1.12, opset 13).

const varintField = 0;
const bytesField = 2;
const text = new TextEncoder();

function varint(value) {
  const bytes = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}

function number(field, value) {
  return [varint((field << 3) | varintField), varint(value)];
}

function block(field, content) {
  const bytes = typeof content === 'string' ? text.encode(content) : joined(content);
  return [varint((field << 3) | bytesField), varint(bytes.length), bytes];
}

/** One array of the bytes in nested lists. */
function joined(parts) {
  const flat = parts instanceof Uint8Array ? [parts] : parts.flat(Infinity);
  const bytes = new Uint8Array(flat.reduce((sum, part) => sum + part.length, 0));
  flat.reduce((offset, part) => (bytes.set(part, offset), offset + part.length), 0);
  return bytes;
}

function attribute(name, value) {
  const list = Array.isArray(value);
  const values = (list ? value : [value]).map((item) => number(list ? 8 : 3, item));
  return [block(1, name), values, number(20, list ? 7 : 2)];
}

/** Attributes are whole numbers or lists of them. */
export function node(type, inputs, output, attributes = {}) {
  return [
    inputs.map((name) => block(1, name)), block(2, output), block(4, type),
    Object.entries(attributes).map(([name, value]) => block(5, attribute(name, value))),
  ];
}

export function floatTensor(name, shape, values) {
  return [shape.map((extent) => number(1, extent)), number(2, 1), block(8, name), block(9, bytesOf(values))];
}

export function integerTensor(name, values) {
  return [number(1, values.length), number(2, 7), block(8, name), block(9, bytesOf(BigInt64Array.from(values, BigInt)))];
}

function bytesOf(values) {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** A float tensor that goes in or comes out. */
function port([name, shape]) {
  const dimensions = shape.map((extent) => block(1, number(1, extent)));
  return [block(1, name), block(2, block(1, [number(1, 1), block(2, dimensions)]))];
}

export function model({ nodes, initializers, inputs, outputs }) {
  const graph = [
    nodes.map((item) => block(1, item)), block(2, 'leadwise'), initializers.map((item) => block(5, item)),
    inputs.map((item) => block(11, port(item))), outputs.map((item) => block(12, port(item))),
  ];
  return joined([number(1, 8), block(7, graph), block(8, [block(1, ''), number(2, 13)])]);
}
