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

  constructor(private readonly lost: () => void) {
    this.video.muted = true;
    this.video.playsInline = true;
  }

  get isOpen(): boolean {
    return this.stream !== null;
  }

  /** Ask the person and open. Raises LensError. */
  async open(facing: Facing): Promise<void> {
    this.shut();
    const stream = await askForCamera(facing);
    this.stream = stream;
    for (const track of stream.getTracks()) track.addEventListener("ended", this.lost);
    this.video.srcObject = stream;
    await this.video.play().catch(() => undefined);
  }

  /** A picture of now; null while the camera has none. */
  async picture(): Promise<ImageBitmap | null> {
    if (!this.stream || this.video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
    return createImageBitmap(this.video).catch(() => null);
  }

  shut(): void {
    for (const track of this.stream?.getTracks() ?? []) {
      track.removeEventListener("ended", this.lost);
      track.stop();
    }
    this.stream = null;
    this.video.srcObject = null;
  }
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
