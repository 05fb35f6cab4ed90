/** Keeps the screen on while a set runs. Where the browser cannot, the session does not depend on it. */
export class WakeLock {
  private lock: WakeLockSentinel | null = null;

  async hold(): Promise<void> {
    if (this.lock && !this.lock.released) return;
    this.lock = await navigator.wakeLock?.request("screen").catch(() => null);
  }

  async release(): Promise<void> {
    await this.lock?.release().catch(() => undefined);
    this.lock = null;
  }
}
