import { TimelinePage } from "./timeline";

/** What everyone may see, by everyone. */
export class PublicPage extends TimelinePage {
  protected override readonly path = "/public";
}
