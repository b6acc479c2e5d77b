import type { Stage } from '../stage';

export function testPatients(stageOf: () => Stage): void {
  it('are offered in development, and opened by a press', async () => {
    await stageOf().visit(async (visitor) => {
      const { page } = visitor;
      await visitor.signIn('Kari Nordlie');
      await visitor.press('.test-patient button:text("19121212-1212")');
      expect(visitor.path).toBe('/consents');
      expect(await page.locator('.patient-number').innerText()).toBe('19121212-1212');
    });
  });

  it('are not offered where people sign in at another provider', async () => {
    const { system } = stageOf();
    await stageOf().visit(async (visitor) => {
      const { page } = visitor;
      await visitor.signIn('Kari Nordlie');
      expect(await page.locator('.test-patient').count()).toBe(4);
      await system.restartPortal({ LOCAL_IDP_PORT: '1' });
      await visitor.open('/start');
      expect(await page.locator('#number').count()).toBe(1);
      expect(await page.locator('.test-patient, a[href="/playground"]').count()).toBe(0);
      await system.restartPortal();
    });
  });
}
