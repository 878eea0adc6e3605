# SPDX-License-Identifier: GPL-3.0-or-later
# Payloads by the encoders that others use, and what they should be as JSON.
#   peer.py write FORMAT: payloads in hex, one a line    peer.py judge FORMAT: reads "hex<TAB>json", prints what differs
import datetime
import decimal
import json
import math
import random
import struct
import sys


def tree(dice, leaf, depth=0):
    kind = dice.randrange(8) if depth < 5 else 0
    if kind < 5:
        return leaf(dice)
    if kind == 5:
        return [tree(dice, leaf, depth + 1) for _ in range(dice.randrange(5))]
    return {dice.choice(["a", "b.c", "ü", "", "\"", 7, -1, True]) if n else "n": tree(dice, leaf, depth + 1)
            for n in range(dice.randrange(5))}


def text(dice):
    return "".join(dice.choice(["a", "\n", "\"", "\\", "ü", "水", "😀", "\x00", "\x7f"]) for _ in range(dice.randrange(40)))


def number(dice):
    return dice.choice([dice.randrange(-40, 300), dice.randrange(-2**63, 2**64), dice.uniform(-1e3, 1e3),
                        dice.random() * 10.0**dice.randrange(-300, 300), 0.5, -0.0, 1e22, math.inf, -math.inf, math.nan])


def moment(dice):
    return datetime.datetime(dice.randrange(1971, 2100), 5, 6, 7, 8, 9, dice.choice([0, 500000, 123456]),
                             tzinfo=datetime.timezone.utc)


def plain(dice):
    return dice.choice([number, text, lambda d: d.randbytes(d.randrange(9)), lambda d: None, lambda d: True, moment])(dice)


def name(key):
    if isinstance(key, str):
        return key
    return json.dumps(key)


def expected(value):
    """As JSON has it; names that are not text as text, twice the same with a suffix."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, (list, tuple)):
        return [expected(item) for item in value]
    if isinstance(value, dict):
        return {name(key): expected(item) for key, item in value.items()}
    if isinstance(value, datetime.datetime):
        return value.timestamp()
    if isinstance(value, decimal.Decimal):
        return float(value)
    return value


def same(ours, theirs):
    if isinstance(theirs, float) and math.isnan(theirs):
        return isinstance(ours, float) and math.isnan(ours)
    if isinstance(theirs, float) and isinstance(ours, str):  # a time
        return abs(datetime.datetime.fromisoformat(ours[:-1].ljust(26, "0")[:26] if "." in ours else ours[:-1])
                   .replace(tzinfo=datetime.timezone.utc).timestamp() - theirs) < 2e-6
    if isinstance(theirs, bool) or theirs is None:
        return ours is theirs
    if isinstance(theirs, list):
        return isinstance(ours, list) and len(ours) == len(theirs) and all(map(same, ours, theirs))
    if isinstance(theirs, dict):
        return isinstance(ours, dict) and ours.keys() == theirs.keys() and all(same(ours[k], theirs[k]) for k in theirs)
    return ours == theirs and (not isinstance(theirs, float) or math.copysign(1, ours) == math.copysign(1, theirs))


class Cbor:
    def write(self, dice):
        import cbor2
        def leaf(d):
            return d.choice([plain, lambda e: e.randrange(-2**200, 2**200),
                             lambda e: decimal.Decimal(e.randrange(-10**9, 10**9)).scaleb(e.randrange(-6, 6))])(d)
        value = tree(dice, leaf)
        return cbor2.dumps(value, canonical=dice.random() < 0.3, datetime_as_timestamp=dice.random() < 0.5)

    def read(self, payload):
        import cbor2
        return expected(cbor2.loads(payload))


class MessagePack:
    def write(self, dice):
        import msgpack
        return msgpack.packb(tree(dice, plain), datetime=True)

    def read(self, payload):
        import msgpack
        return expected(msgpack.unpackb(payload, timestamp=3, strict_map_key=False))


formats = {"cbor": Cbor, "msgpack": MessagePack}


def main():
    action, which = sys.argv[1:]
    if which == "sparkplug":
        sys.path.insert(0, __file__.rsplit("/", 1)[0])
        import sparkplug
        form = sparkplug.Sparkplug()
    else:
        form = formats[which]()
    if action == "write":
        dice = random.Random(15)
        for _ in range(3000):
            print(form.write(dice).hex())
        return
    for line in sys.stdin.buffer.read().split(b"\n"):
        if not line:
            continue
        payload, ours = line.split(b"\t", 1)
        try:
            if same(json.loads(ours.decode()), form.read(bytes.fromhex(payload.decode()))):
                continue
        except ValueError as error:
            print(error)
        print(payload.decode(), ours.decode(), form.read(bytes.fromhex(payload.decode())))


main()
