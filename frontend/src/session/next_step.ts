/** Where the session stands after an event: the core says it; without the core the careful way is taken. */
import type { Core } from "../core/core";
import type { SessionEvent, SessionStep } from "./session_step";

export interface Place {
  script: SessionStep[];
  index: number;
}

export async function nextStep(core: Core, place: Place, event: SessionEvent): Promise<Place> {
  try {
    return (await core.call("next-step", { ...place, event })) as Place;
  } catch {
    return carefulStep(place, event);
  }
}

/** Done goes on; a break stands where it was; everything else leaves the exercise out. Nothing gets larger. */
export function carefulStep(place: Place, event: SessionEvent): Place {
  const { script, index } = place;
  const last = script.length - 1;
  if (event.kind === "done") return { script, index: Math.min(index + 1, last) };
  if (event.kind === "resume") return place;
  if (event.kind === "pain" && /^(end_session|red_flag_questions)$/.test(event.action)) {
    const endedBy = event.action === "end_session" ? "pain" : "red_flag_questions";
    return { script: [...script.slice(0, index), { ...script[last]!, ended_by: endedBy }], index };
  }
  const exercise = script[index]?.exercise ?? null;
  if (exercise === null) return place;
  const left = script.slice(index).filter((step) => step.exercise !== exercise);
  return { script: [...script.slice(0, index), ...left], index };
}
