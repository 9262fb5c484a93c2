/**
 * Writes ONNX files. An ONNX file is one protobuf message, and writing (never reading) the dozen message kinds a
 * convolution graph needs takes only varints, length-prefixed bytes and floats: no protobuf library is carried for it.
 * Field numbers and types: onnx/onnx.proto of the ONNX project, IR version 7, opset 13.
 */

/** Uint16Array holds the bits of half-precision values. */
export type Tensor = { name: string; shape: number[]; data: Float32Array | BigInt64Array | Uint16Array };
export type Attribute = number | number[] | string | { float: number };
export type Node = { op: string; name: string; inputs: string[]; outputs: string[]; attributes?: Record<string, Attribute> };
/** A string in a shape is a dimension that may vary, by that name. Float where no type is named. */
export type Port = { name: string; shape: (number | string)[]; type?: keyof typeof ELEMENT };
export type Graph = { name: string; nodes: Node[]; initializers: Tensor[]; inputs: Port[]; outputs: Port[]; metadata?: Record<string, string> };

const IR_VERSION = 7;
const OPSET = 13;
const WIRE = { varint: 0, bytes: 2, fixed32: 5 } as const;
const ELEMENT = { float: 1, uint8: 2, int64: 7, half: 10 } as const;
const ATTRIBUTE = { float: 1, int: 2, string: 3, ints: 7 } as const;

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 0x80 : low);
  } while (rest > 0n);
  return Buffer.from(bytes);
}

function whole(field: number, value: number): Buffer {
  return Buffer.concat([varint((field << 3) | WIRE.varint), varint(value)]);
}

function float(field: number, value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return Buffer.concat([varint((field << 3) | WIRE.fixed32), bytes]);
}

function bytes(field: number, value: Uint8Array | string): Buffer {
  const content = typeof value === "string" ? Buffer.from(value, "utf8") : value;
  return Buffer.concat([varint((field << 3) | WIRE.bytes), varint(content.length), content]);
}

function encodeTensor({ name, shape, data }: Tensor): Buffer {
  const count = shape.reduce((product, side) => product * side, 1);
  if (count !== data.length) throw new RangeError(`${name}: shape ${shape.join("×")} needs ${count} values, has ${data.length}`);
  const type = data instanceof Float32Array ? ELEMENT.float : data instanceof Uint16Array ? ELEMENT.half : ELEMENT.int64;
  const raw = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return Buffer.concat([...shape.map((side) => whole(1, side)), whole(2, type), bytes(8, name), bytes(9, raw)]);
}

function encodeAttribute(name: string, value: Attribute): Buffer {
  if (typeof value === "number") return Buffer.concat([bytes(1, name), whole(3, value), whole(20, ATTRIBUTE.int)]);
  if (typeof value === "string") return Buffer.concat([bytes(1, name), bytes(4, value), whole(20, ATTRIBUTE.string)]);
  if (Array.isArray(value)) return Buffer.concat([bytes(1, name), ...value.map((item) => whole(8, item)), whole(20, ATTRIBUTE.ints)]);
  return Buffer.concat([bytes(1, name), float(2, value.float), whole(20, ATTRIBUTE.float)]);
}

function encodeNode({ op, name, inputs, outputs, attributes = {} }: Node): Buffer {
  return Buffer.concat([
    ...inputs.map((input) => bytes(1, input)),
    ...outputs.map((output) => bytes(2, output)),
    bytes(3, name),
    bytes(4, op),
    ...Object.entries(attributes).map(([key, value]) => bytes(5, encodeAttribute(key, value))),
  ]);
}

function encodePort({ name, shape, type = "float" }: Port): Buffer {
  const sides = shape.map((side) => bytes(1, typeof side === "number" ? whole(1, side) : bytes(2, side)));
  const tensorType = Buffer.concat([whole(1, ELEMENT[type]), bytes(2, Buffer.concat(sides))]);
  return Buffer.concat([bytes(1, name), bytes(2, bytes(1, tensorType))]);
}

/** The bytes of an ONNX model (opset 13) of float or byte inputs and outputs. Throws RangeError if a tensor does not fill its shape. */
export function encodeOnnx(graph: Graph): Buffer {
  const body = Buffer.concat([
    ...graph.nodes.map((node) => bytes(1, encodeNode(node))),
    bytes(2, graph.name),
    ...graph.initializers.map((tensor) => bytes(5, encodeTensor(tensor))),
    ...graph.inputs.map((port) => bytes(11, encodePort(port))),
    ...graph.outputs.map((port) => bytes(12, encodePort(port))),
  ]);
  const metadata = Object.entries(graph.metadata ?? {}).map(([key, value]) => bytes(14, Buffer.concat([bytes(1, key), bytes(2, value)])));
  const opset = Buffer.concat([bytes(1, ""), whole(2, OPSET)]);
  return Buffer.concat([whole(1, IR_VERSION), bytes(2, "juxta"), bytes(7, body), bytes(8, opset), ...metadata]);
}
