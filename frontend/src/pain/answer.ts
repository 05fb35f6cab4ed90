/** What to do now, after a press of the pain button. The Python core decides; without it the answer is stop. */
export type PainAction =
  "stop_set" | "go_on_smaller" | "leave_out_today" | "end_session" | "red_flag_questions";

export interface PainAnswer {
  action: PainAction;
  title: string;
  text: string;
  harm: string;
  call: string;
  rule_line: string;
  go_on: string;
  leave: string;
  may_go_on: boolean;
  range_share: number;
}

/** The strict answer, for as long as the core cannot be asked. */
export function strictAnswer(exerciseName: string, rangeShare: number): PainAnswer {
  return {
    action: "leave_out_today",
    title: "Stop this exercise for today",
    text: "We cannot work out more right now, so we choose the careful way. Rest in any easy position.",
    harm: "Stopping once costs you nothing. Your plan looks at what you told us.",
    call: "Cannot put weight on the leg, or fever with hip pain? Stop, and see who to call.",
    rule_line: "",
    go_on: "",
    leave: `Leave ${exerciseName.toLowerCase()} out today`,
    may_go_on: false,
    range_share: rangeShare,
  };
}
