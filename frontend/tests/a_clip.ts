/** A small clip for tests: one bone turns about z from rest, is held, and comes back. */
import type { ClipFile } from "../src/clip/clip_file";

const quarter = 7071;

export function aClip(changes: Partial<ClipFile> = {}): ClipFile {
  return {
    exercise: "nod",
    side: "right",
    duration_s: 5,
    times_s: [0, 1, 2, 3, 5],
    parts: ["out", "out", "hold", "back", "back"],
    words: ["Lift", "Lift", "Hold", "Lower", "Lower"],
    bones: {
      pelvis: [0, 0, 0, 10000],
      // 0°, 45° (between), 90°, 90°, 0° about z, as changes.
      femur_r: [0, 0, 0, 10000, 0, 0, 3827, -761, 0, 0, 3244, -2168, 0, 0, 0, 0, 0, 0, -quarter, 2929],
    },
    root: [0, 9000, 0, 0, 0, 0, 1000, 0, 0, 0, 0, 0, -1000, 0, 0],
    reach: [
      [-0.2, 0, -0.3],
      [0.2, 1.7, 0.3],
    ],
    camera: { from: [0, 0, 1], views: { front: [1, 0, 0], side: [0, 0, 1], top: [0, 1, 0] } },
    key_moments: [
      { t_s: 0, name: "Down", text: "Stand." },
      { t_s: 2, name: "Up", text: "Lift." },
    ],
    muscles: [],
    props: [],
    limit: null,
    fault: null,
    mark: null,
    ...changes,
  };
}
