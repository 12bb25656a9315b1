import { expect, type Page } from "@playwright/test";
import { AccountPage } from "./account";
import { Shell } from "./shell";

/** Where the link leads that a code of another device stands for. */
export class SignInLinkPage extends Shell {
  readonly question = this.page.getByRole("heading", { name: /^Sign in as .* on this device\?$/ });
  readonly accept = this.page.getByRole("button", { name: /^Sign in as / });
}

/** The link behind a new code of somebody who is signed in on this page. */
export async function signInLink(page: Page): Promise<string> {
  const account = new AccountPage(page);
  await account.open();
  await account.alive();
  const answer = page.waitForResponse((response) => response.url().endsWith("/fn/offer_sign_in"));
  await account.showCode.click();
  const { address } = (await (await answer).json()) as { address: string };
  await expect(account.code).toBeVisible();
  return address;
}
