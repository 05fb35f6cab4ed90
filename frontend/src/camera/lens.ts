/** The phone's camera: open, pictures one by one, shut. No picture leaves the page or is kept. */

export type Facing = "user" | "environment";

/** Why a camera stays shut, as the page says it. */
export type Trouble = "refused" | "missing" | "busy";

export class LensError extends Error {
  constructor(readonly trouble: Trouble) {
    super(`the camera stays shut: ${trouble}`);
  }
}

/** The model sees 256 by 256 points of the body: a larger picture only costs time. */
const wanted = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } };

export class Lens {
  readonly video = document.createElement("video");
  private stream: MediaStream | null = null;
  /** Counts openings and shuttings: who was overtaken while the person was asked must not open any more. */
  private turn = 0;

  constructor(private readonly lost: () => void) {
    this.video.muted = true;
    this.video.playsInline = true;
  }

  get isOpen(): boolean {
    return this.stream !== null;
  }

  /** Ask the person and open; false when it was shut or asked for anew meanwhile. Raises LensError. */
  async open(facing: Facing): Promise<boolean> {
    this.shut();
    const { turn } = this;
    const stream = await askForCamera(facing).catch((error: unknown) => {
      if (turn === this.turn) throw error;
      return null;
    });
    if (turn !== this.turn) stopAll(stream);
    if (turn !== this.turn || !stream) return false;
    this.stream = stream;
    for (const track of stream.getTracks()) track.addEventListener("ended", this.lost);
    this.video.srcObject = stream;
    await this.video.play().catch(() => undefined);
    return turn === this.turn;
  }

  /** A picture of now; null while the camera has none. */
  async picture(): Promise<ImageBitmap | null> {
    if (!this.stream || this.video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
    return createImageBitmap(this.video).catch(() => null);
  }

  shut(): void {
    this.turn += 1;
    for (const track of this.stream?.getTracks() ?? []) track.removeEventListener("ended", this.lost);
    stopAll(this.stream);
    this.stream = null;
    this.video.srcObject = null;
  }
}

function stopAll(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

async function askForCamera(facing: Facing): Promise<MediaStream> {
  if (!navigator.mediaDevices?.getUserMedia) throw new LensError("missing");
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { ...wanted, facingMode: { ideal: facing } },
    });
  } catch (error) {
    throw new LensError(troubleOf(error));
  }
}

function troubleOf(error: unknown): Trouble {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "missing";
  return "busy";
}
