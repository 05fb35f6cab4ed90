/** Which channels of the mesh a clip's muscles light up. Imports neither the page nor the renderer. */
import type { MuscleRole, MuscleShown } from "../clip/clip_file";

/** Components of one vector. */
const inVector = 4;

/**
 * For a role the factors of all channels: first for skin on the right side, then for skin on the left.
 * `order` names the channels; a muscle that the mesh does not know is not shown.
 */
export function muscleRows(
  muscles: readonly MuscleShown[],
  role: MuscleRole,
  order: readonly string[],
  vectors: number,
): number[] {
  const channels = vectors * inVector;
  const rows = new Array<number>(2 * channels).fill(0);
  for (const muscle of muscles) {
    const channel = order.indexOf(muscle.id);
    if (muscle.role !== role || channel < 0 || channel >= channels) continue;
    if (muscle.side !== "left") rows[channel] = 1;
    if (muscle.side !== "right") rows[channels + channel] = 1;
  }
  return rows;
}
