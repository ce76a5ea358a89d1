"""The hashes in Tests/TensorsTests/BitHasherTests.swift, by the definition: x <- (x xor w) k, x <- x xor (x >> 32).

Usage: python3 scripts/golden-values/bit-hash.py
"""

import struct

MASK = 2**64 - 1
START, K = 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93


def mix(state, word):
    state = (state ^ word) * K & MASK
    return state ^ state >> 32


def words(numbers):
    """The hash of single words."""
    state = START
    for number in numbers:
        state = mix(state, number & MASK)
    return state


def array(data, count):
    """The hash of an array: its count, blocks of 32 bytes through four chains, the rest byte by byte."""
    state = mix(START, count)
    chains = [state + lane & MASK for lane in range(4)]
    blocks = len(data) // 32
    for block in range(blocks):
        for lane, word in enumerate(struct.unpack_from("<4Q", data, 32 * block)):
            chains[lane] = mix(chains[lane], word)
    for chain in chains:
        state = mix(state, chain)
    for byte in data[32 * blocks:]:
        state = mix(state, byte)
    return state


def show(name, state):
    print(f"{name}: 0x{mix(state, 0):016x}")


show("1, -2", words([1, -2]))
show("1.5", words([struct.unpack("<Q", struct.pack("<d", 1.5))[0]]))
show("replica", array(b"replica", 7))
doubles = [k * 0.25 - 1 for k in range(9)]
show("9 doubles", array(struct.pack("<9d", *doubles), 9))
