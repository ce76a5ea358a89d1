"""Blocks of Philox4x64-10 from NumPy, an independent implementation.

    python3 scripts/golden-values/philox.py > Tests/RandomStreamsTests/Golden/philox.csv

A line holds the counter's four words (lowest first), the key's two and the block's four, all in hexadecimal.
"""

import numpy as np

WORD = 2**64
counters = [
    (0, 0, 0, 0),
    (1, 0, 0, 0),
    (WORD - 1, WORD - 1, WORD - 1, WORD - 1),
    (0x243F6A8885A308D3, 0x13198A2E03707344, 0xA4093822299F31D0, 0x082EFA98EC4E6C89),
    (7, 3, 0, 12),
    (0, 0, 0xFFFFFFFF00000000, 5),
]
keys = [(0, 0), (WORD - 1, WORD - 1), (0x452821E638D01377, 0xBE5466CF34E90C6C), (0, 0x5265706C696361)]

print(f"# NumPy {np.__version__}, numpy.random.Philox")
for counter in counters:
    for key in keys:
        whole = sum(word << (64 * i) for i, word in enumerate(counter))
        # NumPy steps the counter before it makes a block.
        before = (whole - 1) % 2**256
        generator = np.random.Philox(counter=before, key=sum(word << (64 * i) for i, word in enumerate(key)))
        block = [int(word) for word in generator.random_raw(4)]
        print(",".join(f"{word:x}" for word in (*counter, *key, *block)))
