import Display

/// Gathers what a cell shows, for its record.
final class Transcript {
  private(set) var digests: [Digest] = []
  private var rest = Fingerprint()
  private var restCount = 0
  /// So many pieces stand for themselves, and all others together.
  private static let largestCount = 16

  /// What was shown while the cell ran: a piece a block.
  func add(_ blocks: [DisplayBlock]) { for block in blocks { add([block], kind: block.kind) } }

  /// What was shown of a statement's result.
  func addResult(_ blocks: [DisplayBlock]) { if !blocks.isEmpty { add(blocks, kind: "result") } }

  private func add(_ blocks: [DisplayBlock], kind: String) {
    guard digests.count == Self.largestCount else {
      digests.append(Digest(of: blocks, kind: kind))
      return
    }
    for block in blocks { rest.combine(block) }
    restCount += 1
  }

  /// A digest a piece, the last one of all that there was no room for.
  var all: [Digest] {
    guard restCount > 0 else { return digests }
    return digests + [rest.digest(kind: "rest", outline: "\(restCount) more")]
  }
}
