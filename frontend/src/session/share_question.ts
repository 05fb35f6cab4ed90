/** May the therapist see how one moved? Asked once, after the first session with the camera. */
import { part, setText } from "../page/part";
import { post } from "../page/post";
import { currentViewer } from "../page/viewer";

const thanks = "Thank you. You can change that in your account.";
const noAnswer = "We could not send your answer. You find the question in your account.";

export class ShareQuestion {
  private readonly card = part("share-question");

  constructor(private readonly address: string) {
    for (const answer of ["yes", "no"] as const)
      part(`share-${answer}`, this.card).addEventListener("click", () => void this.answer(answer));
  }

  show(): void {
    this.card.hidden = false;
  }

  private async answer(share: "yes" | "no"): Promise<void> {
    const answer = new URLSearchParams({ share });
    const response = await post(currentViewer(), this.address, answer).catch(() => null);
    part("share-ways", this.card).hidden = true;
    setText(part("share-words", this.card), response?.ok ? thanks : noAnswer);
  }
}
