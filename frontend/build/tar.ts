/** Writes a POSIX (ustar) archive: fixed owner and time, so that equal files give equal archives. */
export interface TarMember {
  name: string;
  content: Uint8Array;
}

const block = 512;

export function packTar(members: readonly TarMember[]): Uint8Array {
  const parts = members.flatMap(({ name, content }) => [header(name, content.length), padded(content)]);
  return Buffer.concat([...parts, Buffer.alloc(2 * block)]);
}

function header(name: string, size: number): Buffer {
  if (Buffer.byteLength(name) > 100)
    throw new RangeError(`expected a path of at most 100 bytes, got ${name}`);
  const out = Buffer.alloc(block);
  out.write(name, 0);
  out.write("0000644\0" + "0000000\0" + "0000000\0", 100);
  out.write(octal(size, 11) + "\0" + octal(0, 11) + "\0", 124);
  out.write(" ".repeat(8) + "0", 148);
  out.write("ustar\0" + "00", 257);
  const sum = out.reduce((total, byte) => total + byte, 0);
  out.write(octal(sum, 6) + "\0 ", 148);
  return out;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, "0");
}

function padded(content: Uint8Array): Buffer {
  const out = Buffer.alloc(Math.ceil(content.length / block) * block);
  out.set(content);
  return out;
}
