#!/usr/bin/env python3
"""Fill a gallery with many photos, for tests and measurements: scripts/seed.py DATA_DIR USERNAME COUNT [--years N] [--public]

Every photo is a copy of one that USERNAME already has: another time, the same picture. The bytes are shared, so a million
photos take no more room than their rows; only the first 20,000 have any, so that they can be looked at.
"""

import argparse
import datetime
import os
import pathlib
import random
import sqlite3
import uuid

WITH_BYTES = 20_000
DAY = 86_400_000_000  # microseconds


def new_id(made_ms: int) -> uuid.UUID:
    """A UUID of version 7 made at this time (RFC 9562)."""
    rest = random.getrandbits(74)
    return uuid.UUID(int=made_ms << 80 | 7 << 76 | (rest >> 62) << 64 | 2 << 62 | rest & (1 << 62) - 1)


def folder(data: pathlib.Path, photo: uuid.UUID) -> pathlib.Path:
    return data / "photos" / str(photo)[-2:] / str(photo)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=pathlib.Path)
    arguments.add_argument("username")
    arguments.add_argument("count", type=int)
    arguments.add_argument("--years", type=float, default=10, help="over how many years they were taken")
    arguments.add_argument("--public", action="store_true", help="for everyone to see")
    asked = arguments.parse_args()

    random.seed(asked.count)
    database = sqlite3.connect(asked.data / "pinhole.db", timeout=60)
    database.row_factory = sqlite3.Row
    owner = database.execute("SELECT id FROM accounts WHERE username_key = ?", [asked.username.lower()]).fetchone()["id"]
    # The first that came: those are real, also when some were made by this before.
    first = "SELECT * FROM photos WHERE owner_id = ? AND deleted_at IS NULL ORDER BY rowid LIMIT 20"
    samples = [dict(row) for row in database.execute(first, [owner])]
    columns = list(samples[0])
    between = asked.years * 365 * DAY / asked.count
    taken = max(sample["taken_local"] for sample in samples)
    made_ms = samples[0]["added_at"] // 1000
    months: dict[int, int] = {}

    def rows():
        nonlocal taken
        for number in range(asked.count):
            sample = random.choice(samples)
            taken -= int(random.uniform(0, 2 * between))
            photo = new_id(made_ms)
            if number < WITH_BYTES:
                source, target = folder(asked.data, uuid.UUID(bytes=sample["id"])), folder(asked.data, photo)
                target.mkdir(parents=True)
                for form in source.iterdir():
                    os.link(form, target / form.name)
            day = datetime.datetime.fromtimestamp(taken / 1e6, datetime.timezone.utc)
            month = day.year * 12 + day.month - 1
            months[month] = months.get(month, 0) + 1
            changed = {
                "id": photo.bytes,
                "sha256": f"{number:032x}{random.getrandbits(128):032x}",
                "taken_at": taken,
                "taken_local": taken,
                "taken_at_offset": None,
                "added_at": taken,
                "visibility": "public" if asked.public else "private",
                "deleted_at": None,
            }
            yield [changed.get(column, sample[column]) for column in columns]

    places = ", ".join("?" * len(columns))
    database.execute("BEGIN IMMEDIATE")
    database.executemany(f"INSERT INTO photos ({', '.join(columns)}) VALUES ({places})", rows())
    database.executemany(
        "INSERT INTO months (owner_id, month, photos) VALUES (?, ?, ?) "
        "ON CONFLICT (owner_id, month) DO UPDATE SET photos = photos + excluded.photos",
        [(owner, month, count) for month, count in months.items()],
    )
    database.execute("UPDATE accounts SET photos = photos + ? WHERE id = ?", [asked.count, owner])
    database.commit()
    print(f"{asked.count} photos in {len(months)} months")


if __name__ == "__main__":
    main()
