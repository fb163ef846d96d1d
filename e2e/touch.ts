import type { Page } from '@playwright/test';

/** Where a finger is, in pixels of the window. */
export interface Point {
  x: number;
  y: number;
}

type Send = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: Point[]) => Promise<unknown>;

/** A finger on a page whose browser has a touch screen. */
export class Finger {
  readonly #page: Page;
  readonly #send: Send;

  private constructor(page: Page, send: Send) {
    this.#page = page;
    this.#send = send;
  }

  static async on(page: Page): Promise<Finger> {
    const session = await page.context().newCDPSession(page);
    return new Finger(page, (type, touchPoints) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints }),
    );
  }

  async down(point: Point): Promise<void> {
    await this.#send('touchStart', [point]);
  }

  async move(point: Point): Promise<void> {
    await this.#send('touchMove', [point]);
  }

  /** Lifts it once the page has had the time in which a press becomes a long one: its own timer, begun before, has run out by then. */
  async upLate(): Promise<void> {
    await this.#page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 600)));
    await this.up();
  }

  async up(): Promise<void> {
    await this.#send('touchEnd', []);
  }
}
