/**
 * Says in a TensorFlow Lite model how its input picture is scaled, which MediaPipe Tasks asks for and the models
 * of `@mediapipe/pose` do not say. The model itself stays as it is: a new root is written before it that points
 * into it, and has one more entry in its metadata.
 * Formats: tensorflow/lite/schema/schema.fbs, and metadata_schema.fbs of the TFLite support library.
 */
import { FlatWriter, type Child, type Field } from "./flat_writer.ts";

/** By (value - mean) / deviation a byte of the picture becomes what the model reads. */
export interface Scale {
  mean: number;
  deviation: number;
}

/** Fields of the root table `Model`. */
const model = { version: 0, buffers: 4, metadata: 6, count: 8 };
const imageProperties = 2;
const rgb = 1;
const normalization = 1;

export function withScale(file: Buffer, scale: Scale): Buffer {
  if (file.toString("latin1", 4, 8) !== "TFL3") throw new TypeError("expected a TensorFlow Lite model");
  const old = new Root(file);
  const buffers = [...old.vector(model.buffers), buffer(metadata(scale))];
  const entries = [...old.vector(model.metadata), named("TFLITE_METADATA", buffers.length - 1)];
  const fields = Array.from({ length: model.count }, (_, i): Field => {
    if (i === model.version) return { u32: file.readUInt32LE(old.slot(i)!) };
    if (i === model.buffers) return { child: (writer) => writer.list(buffers) };
    if (i === model.metadata) return { child: (writer) => writer.list(entries) };
    const behind = old.child(i);
    return behind === null ? undefined : { child: { behind } };
  });
  const before = new FlatWriter().finish((writer) => writer.table(fields), "TFL3");
  return Buffer.concat([before, file]);
}

/** Reads the root table of a FlatBuffer: where its fields lie and what they point at. */
class Root {
  private readonly at: number;
  private readonly names: number;

  constructor(private readonly file: Buffer) {
    this.at = file.readUInt32LE(0);
    this.names = this.at - file.readInt32LE(this.at);
  }

  slot(field: number): number | null {
    if (4 + 2 * field >= this.file.readUInt16LE(this.names)) return null;
    const offset = this.file.readUInt16LE(this.names + 4 + 2 * field);
    return offset === 0 ? null : this.at + offset;
  }

  child(field: number): number | null {
    const slot = this.slot(field);
    return slot === null ? null : slot + this.file.readUInt32LE(slot);
  }

  vector(field: number): Child[] {
    const at = this.child(field);
    if (at === null) return [];
    return Array.from({ length: this.file.readUInt32LE(at) }, (_, i) => {
      const slot = at + 4 + 4 * i;
      return { behind: slot + this.file.readUInt32LE(slot) };
    });
  }
}

function buffer(content: Uint8Array): Child {
  return (writer) => writer.table([{ child: (w) => w.data(content) }]);
}

function named(name: string, bufferPlace: number): Child {
  return (writer) => writer.table([{ child: (w) => w.text(name) }, { u32: bufferPlace }]);
}

function metadata({ mean, deviation }: Scale): Buffer {
  const table =
    (...fields: Field[]): Child =>
    (writer) =>
      writer.table(fields);
  const list = (child: Child): Field => ({ child: (writer) => writer.list([child]) });
  const floats = (value: number): Field => ({ child: (writer) => writer.floats([value]) });
  const content = table({ u8: imageProperties }, { child: table({ u8: rgb }) });
  const unit = table({ u8: normalization }, { child: table(floats(mean), floats(deviation)) });
  const name: Field = { child: (writer) => writer.text("image") };
  const tensor = table(name, undefined, undefined, { child: content }, list(unit));
  const subgraph = table(undefined, undefined, list(tensor));
  return new FlatWriter().finish(table(undefined, undefined, undefined, list(subgraph)), "M001");
}
