"""A minimal writer of compound (OLE) files for the tests: streams, and folders one deep."""

from __future__ import annotations

import struct

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(members: dict[str, bytes | dict[str, bytes]]) -> bytes:
    """Return a compound file; streams are padded with noughts over the border of the mini stream."""
    entries: list[tuple[str, int, bytes, int, int]] = [("Root Entry", 5, b"", FREE, 1)]

    def add(held: dict[str, bytes | dict[str, bytes]]) -> None:
        first = len(entries)
        folders = []
        for at, (name, body) in enumerate(held.items()):
            following = first + at + 1 if at + 1 < len(held) else FREE
            if isinstance(body, dict):
                folders.append((len(entries), body))
                entries.append((name, 1, b"", following, FREE))
            else:
                entries.append((name, 2, body.ljust(4096, b"\0"), following, FREE))
        for index, body in folders:
            name, kind, data, following, _ = entries[index]
            entries[index] = (name, kind, data, following, len(entries))
            add(dict(body))

    add(members)
    sectors: list[bytes] = []
    chain: list[int] = []

    def store(data: bytes) -> int:
        start = len(sectors)
        parts = [data[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, len(data), SECTOR)]
        sectors.extend(parts)
        chain.extend([*range(start + 1, start + len(parts)), END])
        return start

    directory = b""
    for name, kind, data, following, child in entries:
        start = store(data) if kind == 2 else (END if kind == 5 else 0)
        raw = (name + "\0").encode("utf-16-le")
        directory += raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1)
        directory += struct.pack("<III", FREE, following, child) + b"\0" * 36
        directory += struct.pack("<IQ", start, len(data))
    directory_start = store(directory)
    fat_start = len(sectors)
    count = 1
    while (len(sectors) + count) * 4 > count * SECTOR:
        count += 1
    table = [*chain, *[FAT] * count]
    table += [FREE] * (count * SECTOR // 4 - len(table))
    fat = struct.pack(f"<{len(table)}I", *table)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += b"\0" * 6 + struct.pack("<IIIIIIIII", 0, count, directory_start, 0, 4096, END, 0, END, 0)
    blocks = [fat_start + at for at in range(count)]
    header += struct.pack("<109I", *blocks, *[FREE] * (109 - count))
    return header + b"".join(sectors) + fat
