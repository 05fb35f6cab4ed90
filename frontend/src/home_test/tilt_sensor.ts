/** The phone's own sense of tilt. Some browsers ask the person first, and only after a touch. */
import { upOf, type Up } from "./tilt";

/** After this without a reading there is no sensor (milliseconds). */
const patienceMs = 2500;

interface AskedFirst {
  requestPermission?: () => Promise<"granted" | "denied">;
}

export class TiltSensor {
  private hear: (up: Up) => void = () => undefined;
  private hasHeard = false;
  private readonly listener = (event: DeviceOrientationEvent) => {
    if (event.beta === null || event.gamma === null) return;
    this.hasHeard = true;
    this.hear(upOf(event.beta, event.gamma));
  };

  /** Begin to listen. False where the person said no, or the device tells no tilt. */
  async open(hear: (up: Up) => void): Promise<boolean> {
    this.hear = hear;
    if (this.hasHeard) return true;
    if (!("DeviceOrientationEvent" in window)) return false;
    const { requestPermission } = DeviceOrientationEvent as AskedFirst;
    if (requestPermission) {
      const said = await requestPermission.call(DeviceOrientationEvent).catch(() => "denied");
      if (said !== "granted") return false;
    }
    addEventListener("deviceorientation", this.listener);
    await new Promise((resolve) => setTimeout(resolve, patienceMs));
    if (!this.hasHeard) this.close();
    return this.hasHeard;
  }

  close(): void {
    removeEventListener("deviceorientation", this.listener);
  }
}
