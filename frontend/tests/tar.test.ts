import { describe, expect, test } from "vitest";
import { packTar } from "../build/tar";

describe("the packed core", () => {
  const archive = packTar([{ name: "hipwise/__init__.py", content: Buffer.from("x = 1\n") }]);

  test("is made of blocks of 512 bytes and ends with two empty ones", () => {
    expect(archive.length).toBe(4 * 512);
    expect(archive.subarray(2 * 512).every((byte) => byte === 0)).toBe(true);
  });

  test("carries name, size and content", () => {
    const text = Buffer.from(archive).toString("latin1");
    expect(text.startsWith("hipwise/__init__.py\0")).toBe(true);
    expect(text.slice(124, 135)).toBe("00000000006");
    expect(text.slice(512, 518)).toBe("x = 1\n");
  });

  test("equal files give equal archives", () => {
    expect(packTar([{ name: "hipwise/__init__.py", content: Buffer.from("x = 1\n") }])).toEqual(archive);
  });
});
