/** The spoken voice. A new sentence replaces the old one: what is said late is said wrong. */
export class Voice {
  isOn = true;

  say(text: string): void {
    if (!this.isOn || !("speechSynthesis" in window)) return;
    speechSynthesis.cancel();
    const sentence = new SpeechSynthesisUtterance(text);
    sentence.lang = document.documentElement.lang || "en";
    speechSynthesis.speak(sentence);
  }

  hush(): void {
    if ("speechSynthesis" in window) speechSynthesis.cancel();
  }
}
