import { photos } from "../api";
import { expect, somebody, test } from "../fixtures";
import { hasWebKit, WebKit } from "../webkit";

test("in WebKit, the nearest to Safari here, a picture is taken (skipped without webkit2gtk-driver and xvfb)", async ({ server, playwright }) => {
  test.skip(!hasWebKit());
  test.slow();
  const person = somebody();
  const outside = await playwright.request.newContext({ baseURL: server.url });
  const registered = await outside.post("/api/v1/auth/register", { data: person });
  expect(registered.status()).toBe(201);
  const { access_token } = await registered.json();
  const request = await playwright.request.newContext({ baseURL: server.url, extraHTTPHeaders: { Authorization: `Bearer ${access_token}` } });
  const webkit = await WebKit.start();
  try {
    // By this name the browser trusts the address as it would trust https.
    await webkit.goto(`${server.url.replace("127.0.0.1", "localhost")}/signin?next=/camera`);
    await expect.poll(() => webkit.evaluate("document.documentElement.hasAttribute('data-hydrated')"), { timeout: 20_000 }).toBe(true);
    await webkit.type("input[name=login]", person.username);
    await webkit.type("input[name=password]", person.password);
    await webkit.click("main button[type=submit]");
    await expect.poll(() => webkit.evaluate("location.pathname"), { timeout: 20_000 }).toBe("/camera");
    const shutter = '[aria-label="Take a picture"]';
    await expect.poll(() => webkit.evaluate(`document.querySelector('${shutter}')?.disabled`), { timeout: 30_000 }).toBe(false);
    await webkit.click(shutter);
    await expect.poll(async () => (await photos(request)).length, { timeout: 20_000 }).toBe(1);
    const [picture] = await photos(request);
    expect(picture!.width).toBeGreaterThan(100);
    expect(Math.abs(Date.parse(picture!.taken_at) - Date.now())).toBeLessThan(120_000);
  } finally {
    await webkit.stop();
    await request.dispose();
    await outside.dispose();
  }
});
