import { photo, photos } from "../api";
import { expect, somebody, test } from "../fixtures";
import { AccountPage, PhotoPage, PublicPage, SignInPage, SignUpPage, TimelinePage, TrashPage, UploadPage } from "../pages";
import { empty, fromAPhone, oversized, text } from "../pictures";
import { MAX_FILE } from "../server";

test.use({ javaScriptEnabled: false });

test("the whole way without script", async ({ page, stranger }) => {
  const person = somebody();
  const timeline = new TimelinePage(page);
  const picture = fromAPhone();
  const file = { name: picture.name, mimeType: picture.type, buffer: picture.bytes };

  await test.step("sign up", async () => {
    await new SignUpPage(page).signUp(person);
    await timeline.shown();
  });

  await test.step("upload by the form", async () => {
    const upload = new UploadPage(page);
    await upload.open();
    await upload.files.setInputFiles(file);
    await upload.submit.click();
    await timeline.open();
    await expect(timeline.tiles).toHaveCount(1);
  });

  const { id } = (await photos(page.request))[0]!;
  const one = new PhotoPage(page, id);

  await test.step("show it to everyone", async () => {
    await timeline.tile(id).click();
    await one.show("Everyone");
    expect((await photo(page.request, id)).visibility).toBe("public");
    const gallery = new PublicPage(stranger);
    await gallery.open();
    await expect(gallery.tile(id)).toBeVisible();
  });

  await test.step("delete it and take it out of the trash again", async () => {
    await one.open(id);
    await one.delete.click();
    await timeline.open();
    await expect(timeline.tiles).toHaveCount(0);
    const trash = new TrashPage(page);
    await trash.open();
    await trash.restore(id).click();
    await timeline.open();
    await expect(timeline.tile(id)).toBeVisible();
  });

  await test.step("sign out and in", async () => {
    const account = new AccountPage(page);
    await account.open();
    await account.signOut.click();
    await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
    await new SignInPage(page).signIn(person);
    await timeline.open();
    await expect(timeline.tile(id)).toBeVisible();
  });
});

test("after an error, what was typed is still there", async ({ page, watch }) => {
  // Chromium itself reports the status of the page that says what is wrong.
  watch.allow(/status of (401|409|422)/);
  const person = somebody();
  const signUp = new SignUpPage(page);
  await signUp.signUp({ ...person, password: "password123" });
  await expect(signUp.password).toHaveAccessibleDescription(/guessed first/);
  await expect(signUp.username).toHaveValue(person.username);
  await expect(signUp.email).toHaveValue(person.email);
  await expect(signUp.password).toHaveValue("");

  // Before anybody has an account, there is nobody to sign in.
  await page.request.post("/api/v1/auth/register", { data: person });
  const signIn = new SignInPage(page);
  await signIn.signIn({ ...person, password: "not the right one" });
  await expect(signIn.error).toContainText("not right");
  await expect(signIn.username).toHaveValue(person.username);
  await expect(signIn.password).toHaveValue("");
});

test("a refused file is answered by a sentence", async ({ page, watch, person: _ }) => {
  watch.allow(/status of (413|415|422)/);
  const upload = new UploadPage(page);
  const refused = [
    [text(), /pictures can/],
    [empty(), /is empty/],
    [oversized(MAX_FILE + 1_000_000), /limit here/],
  ] as const;
  for (const [bad, sentence] of refused) {
    await upload.open();
    await upload.files.setInputFiles({ name: bad.name, mimeType: bad.type, buffer: bad.bytes });
    await upload.submit.click();
    await expect(page.getByText(sentence)).toBeVisible();
  }
  expect(await photos(page.request)).toEqual([]);
});
