import { type APIRequestContext, expect } from "@playwright/test";
import type { Picture } from "./pictures";

/** The part of a photo that the tests look at. */
export type Photo = {
  id: string;
  visibility: "private" | "unlisted" | "public";
  file_name?: string;
  sha256?: string;
  taken_at: string;
  width: number;
  height: number;
  metadata: { camera?: string; gps?: { latitude: number; longitude: number } };
  urls: { thumb: string; medium: string; preview: string; original: string; page: string };
};

/** The signed-in member's photos, newest first. Pass `page.request`: it has the page's cookies. */
export async function photos(request: APIRequestContext, scope: "mine" | "trash" = "mine"): Promise<Photo[]> {
  const answer = await request.get(`/api/v1/photos?scope=${scope}&order=added`);
  expect(answer.status()).toBe(200);
  return (await answer.json()).items;
}

/** How many photos the signed-in member has. */
export async function count(request: APIRequestContext, scope: "mine" | "trash" = "mine"): Promise<number> {
  let [count, cursor] = [0, ""];
  do {
    const answer = await request.get(`/api/v1/photos?scope=${scope}&limit=200${cursor}`);
    expect(answer.status()).toBe(200);
    const { items, next_cursor } = await answer.json();
    count += items.length;
    cursor = next_cursor ? `&cursor=${next_cursor}` : "";
  } while (cursor);
  return count;
}

/** One photo, as whoever asks may know it. */
export async function photo(request: APIRequestContext, id: string): Promise<Photo> {
  const answer = await request.get(`/api/v1/photos/${id}`);
  expect(answer.status()).toBe(200);
  return answer.json();
}

/** Uploads where the upload is not what is tested. */
export async function upload(
  request: APIRequestContext,
  picture: Picture,
  visibility: Photo["visibility"] = "private",
): Promise<Photo> {
  const file = { name: picture.name, mimeType: picture.type, buffer: picture.bytes };
  const origin = new URL((await request.get("/healthz")).url()).origin;
  const answer = await request.post("/api/v1/photos", { multipart: { visibility, file }, headers: { Origin: origin } });
  expect(answer.status(), await answer.text()).toBe(201);
  return (await answer.json()).results[0].photo;
}
