import Foundation

extension ScriptCorpus {
  /// Slices, masks, places, lambdas, try and assert in company that nobody would write down elsewhere, so
  /// that grafts and mutations reach each form within each other.
  static let forms = #"""
    # Slices of slices, of everything.
    xs = [10, 20, 30, 40]; xs[1...][... by -1][..<-1]; k = 0; [xs[-k...], xs[..<-k], xs[0...k - 1]]

    A = reshape(0...23, 2, 3, 4); A[..., 1..., ... by -2]; A[[1, 0], ..<-1, [0, -1]]; A[-1, -2..., 0].shape

    r = 10...0 by -2.5; r[1...-2]; r[... by -1][[0, 0, -1]]; (0...1 by 0.25)[... by 2]

    s = "αβγ\(1 + 1)ε"; s[... by -1] + s[1...-2]; s[-2...][0]; "\(s[..<2]) \([1, 2, 3][1...])"

    t = table(x: 1...4, y: ["a", "b", "a", "c"]); t[1...-2]; t[... by -1].x[0]; t[[0, 0, 3]].y[1...]

    x = (1...5)^2; i = [4, 0] * 1; x[i] = x[i[... by -1]]; x[0...1] += x[-2...]; x[5...] = []; x

    n = [[1, 2, 3], [4, [5, 6]], 7]; n[1][1][...] = 0; n[0][... by 2] = [8, 9]; n[1...] = [n[0], n]; n

    A = zeros(3, 3); for i in 0..<3 { A[i, i...] = i + 1; A[i..., i] += A[i, i...] }; A[..., -1]

    q = -2...-1; x = [1, 2, 3]; x[q] = x[(0...1)]; x[[]] = 0; x[3...1] = [1][1...]; [x[q], x[-1...0 by -1]]

    A = random(4, 4); B = A[1..<3, ...][..., 1..<3]; A[1..<3, 1..<3] -= B
    A[0...-1 by 3, 0...-1 by 3] @ [1, 1]

    # Masks of everything, in everything.
    x = [-1, 2, -3, nan]; x[x < 0] *= -1; x[not (x < 9)] = mean(x[x < 9]); where(x == max(x))

    A = reshape(-4...4, 3, 3); A[A % 2 == 0 and A != 0] = [7, 8, 9, 10]
    A[any(A > 7, axis: 1), all(A < 9, axis: 0)]

    t = table(g: ["a", "b", "a"], v: [1, nothing, 3]); t.v[t.g == "a" or t.v > 2] += 1
    t[not (t.g != "a")].v

    t = table(a: [1, 2, 3], b: [4, 5, 6]); t[t.a > 1] = t[t.a < 3]; t[t.b == 5] = record(a: 0, b: t.b[0]); t

    m = [1, 2, 3] > 1; m[0] = m[1] and not m[2]; m[m] = [not m][0][m]; for b in m { m[-1] = b }
    [m, m[1...], m.shape]

    m = (1...3) >= 2; [sum(m), mean(m), m * (1...3), (1 - m)^2, m @ (1...3), m / 0, -(0 + m)]
    any([m[0], all(m)])

    all([])
    any([])
    xs = []; [xs[...], xs[xs == 1], where(xs > 0), all(xs == xs)]

    ["a", "b", nothing] == ["a", "c", "d"]; ["b", "a"] < "b"; equal(["a"], ["a"]); nothing == [nothing]

    x = 0...9; x[x % 3 == 0][x[x % 3 == 0] > 0]; filter(x[x > 4], e -> any([e] == [5, 7][0...0]))
    x[where(x > 7)]

    A = reshape(0...5, 2, 3); A[A[..., 0] > 0, A[0] != 1]; A[[true, false], 1...] = 0
    A[[true, false]][0, [false, true, true]]

    x = random(20); y = x[x > 0.5]; while any(y > 0.6) { y[y > 0.6] -= 0.1 }
    if all(y <= 0.6) { y.count > 0 } else { x > y }

    a = reshape(1...3, 3, 1) < [1, 2, 3, 4]
    [a[..., 1], a[0], not a[-1], a[..., 0] and a[..., 3], sum(a, axis: 0)]

    # Several targets, fields.
    a, b, c = 1...3; a, b = [b, a]; x = [a, b]; x[0], x[1] = [x[1], x[0]]; x[...], c = [[c, c], x]
    [a, b, c, x]

    r = record(x: 1); r.y, r.x = [r.x, "\(r)"]; r.inner = r; r.inner.inner = record(); r.inner.inner.z = r
    r.inner.x

    t = table(a: [1, 2, 3]); t.b = t.a[... by -1]; t.b[0], t.b[-1] = [t.b[1], t.a[1]]; t.c = t.a > t.b
    t[t.c].b

    l = [record(n: [1, 2]), record(n: "x")]; l[0].n[1...] = l[1].n; l[1].m = l; l[1].m[0].n, l[0].n = [3, 4]
    l

    w = []; for i, x in [[0, "a"], [1, [2]]] { append w, [x, i] }
    for p, q in w { if q == 1 { break }; p, q = [q, p] }

    s = 0
    for a, b in table(a: [1, 2], b: [3, 4]) {
      s += a * b; for c, d in [[a, b], record(c: b, d: a)] { s -= c / d }
    }
    s

    func pair(x) { return [x, x + 1] }
    a, b = pair(1); a, b = pair pair(b)[0]; m, n = [a, b] > 2; p, q = reshape(1...4, 2, 2)

    α, β = [1, 2]; ρ = record(alpha: α); ρ.α += β; ρ.β, α = [α, ρ.alpha]; ρ["x"], ρ.y = record(u: α, v: [β])
    ρ

    # Functions without names.
    f = (x, y) -> { if x > y { return x }; x, y = [y, x]; for i in y...x { y += i }; y }
    f(1, 4) + f(y: 2, x: 1)

    compose = (f, g) -> x -> f(g(x)); sq = x -> x^2; compose(sq, x -> x + 1)(2)
    compose(compose(sq, sq), sq)(2)

    fold = (f, xs, start) -> { for x in xs { start = f(start, x) }; start }
    fold((a, b) -> a[a > b], 1...3, 0...9)

    f = n -> { if n < 2 { return [n] }; a = f(n - 1); append a, a[-1] + n; a }; f(5)[1...-2]

    t = sweep k in 1...3 { f = (a, b) -> { a[0], c = [b, a]; c }; record(s: sum(f([k, 2], 3))) }
    t[t.s > 3].s

    fs = [(x, y) -> x, (x, y) -> { y }, x -> y -> x]; fs[... by -1][0](1)(2)
    fs[[1]][0](fs[0](1, 2), fs[1](3, 4))

    # try and assert.
    x = [1, 2]; try { x[0] = 9; x[2] } else e { print e; x }
    y = try { x[5] } else { try { x[6] } else { x[-1] } }; y

    n = 0
    for i in 1...6 {
      try { n += random(); assert i != 3, "i is \(i)"; if i == 5 { break } } else { continue }
    }
    n

    func safe(f, other) { return try { f() } else { other } }
    z = 0; [safe(x -> 1, 2), safe(x -> x, 3)]; safe(x -> nowhere, z)

    func f(k) { try { if k > 2 { return k }; seed k; random([k][k]) } else e { return e.count } }
    for k in 0...3 { print f(k) }

    t = sweep k in 0...3 { try { [1, 2][k] } else { random() } }
    try { t.value[t.value > 1] = 0; t.none } else { t }; t.value

    x = 1; try { x = 2; try { x = 3; 1 + "a" } else { x += 10 }; assert x == 12; x[0] } else e { e[..<3] }
    assert x == 1

    m = [1, 2] > 1; try { if m { 1 } } else e { e }; try { assert m } else e { e == "" }
    assert any(m) and not all(m), "m"

    a = 1; b = [2]; try { a, b[0] = [b[0], a]; b.x = 1 }; [a, b]; try { a, b = [1] } else { b, a = [a, b] }
    [a, b]

    r = record(f: x -> { try { x[0] } else { x } }); [r.f([1]), r.f(2)]
    r.f = (x, y) -> try { x[y] } else e { e }; r.f([1], 1)

    while true { try { break } else { assert false } }
    for i in 1...2 { for j in 1...2 { try { if j > i { continue }; break } } }

    u = try { sweep i in 1...4 { assert i < 4; random(2)[i % 2] } } else { sweep i in 1...2 { i } }
    max(u.value, 1.5); min(u[0].i, 2, 3)

    if try { [1][1] > 0 } else { true } { assert (try { true } else { false }) }
    [try { 1 } else { 2 }, (try { 3 })][1...]
    """#.components(separatedBy: "\n\n")
}
