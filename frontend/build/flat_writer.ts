/**
 * Writes FlatBuffers, parents before children, so that the result may stand before a file that it points into.
 * Only what the metadata of a model needs: tables, strings, bytes, and vectors of floats and of tables.
 */
export type Field = { u8: number } | { u32: number } | { child: Child } | undefined;
/** Writes itself at the end and says where it begins; or lies `behind` the written part already. */
export type Child = ((writer: FlatWriter) => number) | { behind: number };

const most = 4096;
/** Weights of a model are read in blocks of 16; 64 keeps every alignment there is. */
const alignment = 64;

export class FlatWriter {
  private readonly bytes = Buffer.alloc(most);
  private readonly pointers: { slot: number; behind: number }[] = [];
  private end = 8;

  /** The written part, with its root and its identifier of four letters, filled up to whole blocks. */
  finish(root: Child, identifier: string): Buffer {
    this.bytes.write(identifier, 4, "latin1");
    this.point(0, root);
    this.align(alignment);
    for (const { slot, behind } of this.pointers) {
      this.bytes.writeUInt32LE(this.end + behind - slot, slot);
    }
    return this.bytes.subarray(0, this.end);
  }

  /** A table: every field takes four bytes, absent ones none. */
  table(fields: readonly Field[]): number {
    this.align(4);
    const offsets = fields.map((field, i) =>
      field ? 4 + 4 * fields.slice(0, i).filter((f) => f !== undefined).length : 0,
    );
    const size = 4 + 4 * fields.filter((f) => f !== undefined).length;
    const names = this.take(4 + 2 * fields.length);
    [4 + 2 * fields.length, size, ...offsets].forEach((n, i) => this.bytes.writeUInt16LE(n, names + 2 * i));
    this.align(4);
    const at = this.take(size);
    this.bytes.writeInt32LE(at - names, at);
    fields.forEach((field, i) => field && this.write(field, at + offsets[i]!));
    return at;
  }

  text(text: string): number {
    const at = this.data(Buffer.from(text, "utf8"));
    this.take(1);
    return at;
  }

  /** A vector of bytes; its first byte lies at a multiple of 16. */
  data(bytes: Uint8Array): number {
    this.align(16);
    this.take(12);
    const at = this.take(4);
    this.bytes.writeUInt32LE(bytes.length, at);
    this.bytes.set(bytes, this.take(bytes.length));
    return at;
  }

  floats(values: readonly number[]): number {
    this.align(4);
    const at = this.take(4 + 4 * values.length);
    this.bytes.writeUInt32LE(values.length, at);
    values.forEach((value, i) => this.bytes.writeFloatLE(value, at + 4 + 4 * i));
    return at;
  }

  /** A vector of tables. */
  list(children: readonly Child[]): number {
    this.align(4);
    const at = this.take(4 + 4 * children.length);
    this.bytes.writeUInt32LE(children.length, at);
    children.forEach((child, i) => this.point(at + 4 + 4 * i, child));
    return at;
  }

  private write(field: NonNullable<Field>, slot: number): void {
    if ("u8" in field) this.bytes.writeUInt8(field.u8, slot);
    else if ("u32" in field) this.bytes.writeUInt32LE(field.u32, slot);
    else this.point(slot, field.child);
  }

  private point(slot: number, child: Child): void {
    if (typeof child === "function") this.bytes.writeUInt32LE(child(this) - slot, slot);
    else this.pointers.push({ slot, behind: child.behind });
  }

  private take(length: number): number {
    const at = this.end;
    this.end += length;
    if (this.end > most) throw new RangeError(`expected at most ${most} bytes, got ${this.end}`);
    return at;
  }

  private align(to: number): void {
    this.end = Math.ceil(this.end / to) * to;
  }
}
