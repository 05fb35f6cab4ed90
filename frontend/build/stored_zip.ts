/** Writes a zip archive whose members are stored as they are, with a fixed time: equal files, equal archives. */
import { crc32 } from "node:zlib";

export interface ZipMember {
  name: string;
  content: Uint8Array;
}

/** 1 January 1980, where the format's calendar begins. */
const day = 0x21;

export function packZip(members: readonly ZipMember[]): Buffer {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const member of members) {
    const body = Buffer.concat([localHeader(member), Buffer.from(member.name), member.content]);
    entries.push(entry(member, at));
    bodies.push(body);
    at += body.length;
  }
  const directory = Buffer.concat(entries);
  return Buffer.concat([...bodies, directory, end(members.length, directory.length, at)]);
}

/** What the header before a member and its entry in the directory have in common. */
function facts(member: ZipMember): Buffer {
  const out = Buffer.alloc(26);
  out.writeUInt16LE(20, 0);
  out.writeUInt16LE(day, 8);
  out.writeUInt32LE(crc32(member.content), 10);
  out.writeUInt32LE(member.content.length, 14);
  out.writeUInt32LE(member.content.length, 18);
  out.writeUInt16LE(Buffer.byteLength(member.name), 22);
  return out;
}

function localHeader(member: ZipMember): Buffer {
  return Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), facts(member)]);
}

function entry(member: ZipMember, at: number): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(at, 10);
  const made = Buffer.from([20, 0]);
  return Buffer.concat([
    Buffer.from("PK\x01\x02", "latin1"),
    made,
    facts(member),
    rest,
    Buffer.from(member.name),
  ]);
}

function end(count: number, size: number, at: number): Buffer {
  const out = Buffer.alloc(22);
  out.write("PK\x05\x06", "latin1");
  out.writeUInt16LE(count, 8);
  out.writeUInt16LE(count, 10);
  out.writeUInt32LE(size, 12);
  out.writeUInt32LE(at, 16);
  return out;
}
