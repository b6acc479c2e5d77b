import type { Page } from 'playwright-core';
import { pageAt, tableUnder } from '../../../support/pages';
import type { Stage } from '../stage';
import { leads } from '../visitor';

/** A hand at mouse and keyboard that counts what it does. */
class Hand {
  private clicks = 0;
  private keys = 0;

  constructor(readonly page: Page) {}

  async click(selector: string): Promise<void> {
    this.clicks += 1;
    await this.page.locator(selector).first().click();
  }

  /** Clicks at what leads to another page. */
  follow(selector: string): Promise<void> {
    return leads(this.page, () => this.click(selector));
  }

  async type(text: string): Promise<void> {
    this.keys += text.length;
    await this.page.keyboard.type(text);
  }

  async enter(): Promise<void> {
    this.keys += 1;
    await leads(this.page, () => this.page.keyboard.press('Enter'));
  }

  /** What was done since it was asked last, as the page has it. */
  spent(): string {
    const spent = `${this.clicks}, ${this.keys}`;
    [this.clicks, this.keys] = [0, 0];
    return spent;
  }
}

const verdict = (page: Page): Promise<string> => page.locator('main').innerText();

async function open(hand: Hand, number: string): Promise<string> {
  await hand.page.locator('#number:focus').waitFor();
  await hand.type(number);
  await hand.enter();
  return hand.spent();
}

async function register(hand: Hand): Promise<string> {
  await hand.follow('a[href="/consents/register"]');
  await hand.click('label[for="type-consent"]');
  await hand.click('label[for="end-first"]');
  await hand.follow('main form .primary');
  await hand.follow('main form .primary');
  expect(await hand.page.locator('[role=status]').innerText()).toContain('registrerat');
  return hand.spent();
}

/** @param choose fills in when. */
async function end(hand: Hand, choose: () => Promise<void>): Promise<string> {
  await hand.follow('.is-valid a[href$="/end"]');
  await choose();
  await hand.follow('main form .primary');
  await hand.follow('main form .danger');
  expect(await hand.page.locator('[role=status]').isVisible()).toBe(true);
  return hand.spent();
}

/** The clinician's three tasks, and what they cost, beside what they cost in the portal's first version. */
export function effort(stageOf: () => Stage): void {
  it('asks as little of a clinician as its page says', async () => {
    await stageOf().visit(async (visitor) => {
      const hand = new Hand(visitor.page);
      await visitor.signIn('Kari Nordlie');
      const asking = await open(hand, '200101010106');
      expect(await verdict(hand.page)).toMatch(/samtycke/);
      const registering = await register(hand);
      const endingOnADay = await end(hand, async () => {
        await hand.click('label[for="end-date"]');
        await hand.click('#endDate');
        await hand.type('2098-12-31');
      });
      const endingAtOnce = await end(hand, () => hand.click('label[for="end-first"]'));
      const rows = tableUnder('What it takes', pageAt('docs/portal/README.md'));
      expect(rows.map(([task, , now]) => [task, now])).toEqual([
        ['May I read? A patient’s number, until the answer is there', asking],
        ['Register a consent until further notice', registering],
        ['End a consent on a day', endingOnADay],
        ['End a consent at once', endingAtOnce],
      ]);
    });
  });
}
