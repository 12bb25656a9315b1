import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { accessible, accessibleNow } from "../accessible";
import { upload } from "../api";
import { test as base, expect, type Person, somebody } from "../fixtures";
import { InvitationsPage, PeoplePage, SettingsPage, SignInLinkPage, SignInPage, SignUpPage, TimelinePage, UploadTray } from "../pages";
import { landscape } from "../pictures";
import { binary, Server } from "../server";
import { Watch } from "../watch";

type Fixtures = {
  /** Settings in the environment of the program. */
  env: NodeJS.ProcessEnv;
  /** A program of the test's own. */
  gallery: Server;
  /** A page of somebody who is not signed in and shares nothing with the others. */
  visit: () => Promise<Page>;
  administrator: Person;
  /** A page of the administrator. */
  office: Page;
};

const test = base.extend<Fixtures>({
  env: [{}, { option: true }],

  gallery: async ({ env }, use) => {
    const server = await Server.startWith(env);
    await use(server);
    await server.stop();
  },

  visit: async ({ browser, gallery, javaScriptEnabled }, use) => {
    const watches: Watch[] = [];
    const visits: Page[] = [];
    await use(async () => {
      const context = await browser.newContext({ baseURL: gallery.url });
      const watch = new Watch(context, () => gallery.url, javaScriptEnabled ?? true);
      // What is refused on purpose; Chromium reports it.
      watch.allow(/status of (401|403|404|409|410|422|429)/);
      watches.push(watch);
      visits.push(await context.newPage());
      return visits.at(-1)!;
    });
    for (const visit of visits) await visit.context().close();
    for (const watch of watches) watch.verify();
  },

  administrator: async ({ gallery, request }, use) => {
    const person = somebody();
    expect((await request.post(`${gallery.url}/api/v1/auth/register`, { data: person })).status()).toBe(201);
    await use(person);
  },

  office: async ({ visit, administrator }, use) => {
    const page = await visit();
    await new SignInPage(page).signIn(administrator);
    await new TimelinePage(page).shown();
    await use(page);
  },
});

/** Somebody with an account, signed in on a page of their own. */
async function member(visit: () => Promise<Page>): Promise<[Person, Page]> {
  const [person, page] = [somebody(), await visit()];
  await new SignUpPage(page).signUp(person);
  await new TimelinePage(page).shown();
  return [person, page];
}

/** What is done by an invitation, with script and without. */
async function fromInvitationToDeletion(office: Page, visit: () => Promise<Page>): Promise<void> {
  test.slow();
  const people = new PeoplePage(office);
  const [ada, page] = [somebody(), await visit()];

  await test.step("without an invitation nobody gets in", async () => {
    await new SignUpPage(page).open();
    await expect(page.getByText("New accounts need an invitation here.")).toBeVisible();
  });

  await test.step("the administrator invites somebody, who makes an account", async () => {
    await people.open();
    await people.goTo("Invitations");
    const link = await new InvitationsPage(office).invite("Ada from the sailing club");
    await page.goto(link);
    await expect(page.getByText("You are invited.")).toBeVisible();
    const signUp = new SignUpPage(page);
    await signUp.fill(ada);
    await signUp.submit.click();
    await new TimelinePage(page).shown();
    await upload(page.request, landscape(1));
    const late = await visit();
    await late.goto(link);
    await expect(late.getByText("This invitation has been used or withdrawn")).toBeVisible();
  });

  await test.step("the administrator sees them in the list", async () => {
    await people.goTo("People");
    await expect(people.person(ada.username)).toContainText("1 photo");
    await people.order.selectOption("By name");
    await people.search.fill(ada.email.toUpperCase());
    await people.show.click();
    await expect(people.people).toHaveCount(1);
    await people.choose(ada.username);
  });

  await test.step("disabled, they are signed out at the next click", async () => {
    await people.button("Disable").click();
    await expect(office.getByText("nobody comes in with this account")).toBeVisible();
    await page.getByRole("link", { name: "Public" }).first().click();
    await expect(page.getByText("You were signed out, because this account was disabled.")).toBeVisible();
    await expect(page.getByRole("banner").getByText(ada.username), "the bars know it too").toHaveCount(0);
    await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
    await new SignInPage(page).signIn(ada);
    await expect(page.getByText("This account is disabled.")).toBeVisible();
  });

  await test.step("enabled, they come in again; deleted, nothing is left", async () => {
    await people.button("Enable").click();
    await expect(office.getByText("Can come in")).toBeVisible();
    await new SignInPage(page).signIn(ada);
    await new TimelinePage(page).shown();
    await people.deleteAccount("somebody else");
    await expect(office.getByText("is not right")).toBeVisible();
    if (!(await office.getByLabel("Type the username").isVisible())) await office.getByText("Delete account", { exact: true }).click();
    await office.getByLabel("Type the username").fill(ada.username);
    await people.button("Delete account and photos").click();
    await expect(people.heading("People")).toBeVisible();
    await expect(people.person(ada.username)).toHaveCount(0);
    await page.goto("/photos");
    await expect(page.getByText("This session has ended.")).toBeVisible();
  });

  await test.step("all that is in the log", async () => {
    await people.goTo("Audit log");
    for (const sentence of [/ disabled /, /made an account by invitation/, / deleted .* with 1 photo/]) {
      await expect(office.getByRole("main").getByRole("listitem").filter({ hasText: sentence }).first()).toBeVisible();
    }
    await office.getByRole("combobox", { name: "Topic" }).selectOption("People");
    await office.getByRole("button", { name: "Show" }).click();
    await expect(office.getByRole("main").getByRole("listitem").filter({ hasText: "signed in" })).toHaveCount(0);
  });
}

test.describe("by invitation", () => {
  test.use({ env: { REGISTRATION: "invite" } });

  test("from the invitation to the deletion", async ({ office, visit }) => {
    await fromInvitationToDeletion(office, visit);
  });

  test.describe("without script", () => {
    test.use({ javaScriptEnabled: false });

    test("the same without script", async ({ office, visit }) => {
      await fromInvitationToDeletion(office, visit);
    });
  });
});

test.describe("at a limit", () => {
  test.use({ env: { RATE_LIMIT_UPLOAD: "5 per minute", TRASH_DAYS: "20" } });

  test("the administrator raises it, and the next upload passes", async ({ office, gallery, visit }) => {
    test.slow();
    const [, page] = await member(visit);
    const tray = new UploadTray(page);
    const sixth = page.waitForResponse((answer) => answer.url().endsWith("/api/v1/photos") && answer.status() === 429);
    await tray.drop(...Array.from({ length: 6 }, (_, number) => landscape(number)));
    const wait = Number((await sixth).headers()["retry-after"]);
    expect(wait, "in seconds: a fifth of a minute brings one more").toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(12);

    await test.step("pinhole probe-limit shows it", async () => {
      const login = await page.request.post("/api/v1/me/keys", { data: { name: "probe", scopes: ["upload"] }, headers: { Origin: gallery.url } });
      const { key } = await login.json();
      const probe = promisify(execFile)(binary, ["probe-limit", `${gallery.url}/api/v1/photos`, "--method", "POST", "--requests", "2", "--token", key]);
      expect((await probe).stdout).toMatch(/429/);
    });

    await test.step("the limit is raised in the browser", async () => {
      const settings = new SettingsPage(office);
      await settings.open();
      await expect(settings.field("Limit on uploads")).toHaveValue("5 per minute");
      await expect(settings.field("Limit on uploads")).toHaveAccessibleDescription(/RATE_LIMIT_UPLOAD/);
      await expect(settings.field("Days in the trash"), "what the environment sets is shown, but not to be edited").toHaveCount(0);
      await expect(office.getByText("This is set by TRASH_DAYS in the environment")).toBeVisible();

      await settings.field("Limit on uploads").fill("many per minute");
      await settings.field("Days in the audit log").fill("9");
      await settings.save.click();
      await expect(settings.field("Limit on uploads")).toHaveAccessibleDescription(/`many` is not a number/);
      await expect(settings.field("Days in the audit log"), "what was typed stays").toHaveValue("9");
      await accessibleNow(office, "settings with a flaw");

      await settings.field("Limit on uploads").fill("600/m");
      await settings.save.click();
      await expect(office.getByText("Saved. It holds from now on.").first()).toBeVisible();
      await expect(settings.field("Limit on uploads")).toHaveValue("600 per minute");
    });
    await upload(page.request, landscape(20));
  });
});

test("whoever forgot the password comes in by a link and chooses a new one", async ({ office, visit }) => {
  const [ada, theirs] = await member(visit);
  await theirs.context().clearCookies();
  const people = new PeoplePage(office);
  await people.open();
  await people.choose(ada.username);
  await people.button("Make a sign-in link").click();
  await expect(office.getByRole("img", { name: "QR code of the link that signs them in" })).toBeVisible();
  await accessibleNow(office, "a person with a link");
  const link = await office.getByRole("link", { name: /signin\/link#/ }).getAttribute("href");

  await theirs.goto(link!);
  await expect(theirs.getByText("The administrator of this gallery made this link for you.")).toBeVisible();
  await new SignInLinkPage(theirs).accept.click();
  await expect(theirs.getByText("the old one is not asked for")).toBeVisible();
  await theirs.getByLabel("New password", { exact: true }).fill("a lamp at the quay");
  await theirs.getByRole("button", { name: "Change password" }).click();
  await expect(theirs.getByText("Password changed.").first()).toBeVisible();
  await expect(theirs.getByLabel("Current password", { exact: true }), "from now on it is asked for").toBeVisible();

  const elsewhere = await visit();
  await new SignInPage(elsewhere).signIn({ ...ada, password: "a lamp at the quay" });
  await new TimelinePage(elsewhere).shown();
});

test("by keyboard alone somebody is made administrator, and the last one stays it", async ({ office, visit, administrator }) => {
  const [ada] = await member(visit);
  const people = new PeoplePage(office);
  await people.open();
  await people.alive();
  await people.search.focus();
  await office.keyboard.type(ada.username);
  await office.keyboard.press("Enter");
  await expect(people.people).toHaveCount(1);
  await people.person(ada.username).getByRole("link").focus();
  await office.keyboard.press("Enter");
  await expect(people.heading(ada.username)).toBeVisible();
  await people.button("Make administrator").focus();
  await office.keyboard.press("Space");
  await expect(people.button("Make member")).toBeVisible();
  await people.button("Make member").focus();
  await office.keyboard.press("Enter");
  await expect(people.button("Make administrator")).toBeVisible();

  await people.open();
  await people.choose(administrator.username);
  await people.button("Make member").click();
  await expect(people.error).toContainText("This is the only administrator.");
});

test("somebody gets more space, and the page says what it takes for a size", async ({ office, visit }) => {
  const [ada] = await member(visit);
  const people = new PeoplePage(office);
  await people.open();
  await people.choose(ada.username);
  const space = office.getByLabel("How much their photos may take");
  await space.fill("lots");
  await people.button("Save").click();
  await expect(space).toHaveAccessibleDescription(/a size such as 20GB/);
  await space.fill("20 GB");
  await people.button("Save").click();
  await expect(space).toHaveValue("20GB");
});

test("everybody else is deleted by whoever types a sentence", async ({ office, visit, administrator }) => {
  await member(visit);
  const people = new PeoplePage(office);
  await people.open();
  await expect(people.people).toHaveCount(2);
  await office.getByText("Delete everybody else", { exact: true }).first().click();
  await office.getByLabel("Type this to go on").fill("yes");
  await people.button("Delete everybody else").click();
  await expect(office.getByLabel("Type this to go on")).toHaveAccessibleDescription(/is not right/);
  await office.getByLabel("Type this to go on").fill("delete all users");
  await people.button("Delete everybody else").click();
  await expect(people.people).toHaveCount(1);
  await expect(people.person(administrator.username)).toBeVisible();
});

test("members and strangers see none of it", async ({ office: _, visit }) => {
  const [, theirs] = await member(visit);
  const stranger = await visit();
  for (const path of ["/admin", "/admin/people", "/admin/invitations", "/admin/settings", "/admin/audit"]) {
    await theirs.goto(path);
    await expect(theirs.getByRole("heading", { name: "Not allowed" })).toBeVisible();
    await stranger.goto(path);
    await expect(stranger.getByRole("heading", { name: "Sign in" })).toBeVisible();
  }
  await theirs.goto("/account");
  await expect(theirs.getByRole("link", { name: "Administration" })).toHaveCount(0);
});

test("every page can be read by everybody, at every width", async ({ office, visit }) => {
  test.slow();
  const [ada] = await member(visit);
  const people = new PeoplePage(office);
  await people.open();
  await people.choose(ada.username);
  const paths = ["/admin", "/admin/people", new URL(office.url()).pathname, "/admin/invitations", "/admin/settings", "/admin/audit"];
  for (const path of paths) await accessible(office, path);
  await office.setViewportSize({ width: 320, height: 640 });
  for (const path of paths) await accessible(office, path);
});
