import Execution
import Foundation

/// The file in which a training keeps its state while it runs, and from which the same training goes on later, bit by bit.
///
/// It is written beside its place and moved there when it is complete, so that there is always a whole one; and not after every
/// epoch, so that it takes some percent of the time at most.
package final class CheckpointFile<Checkpoint: TrainingCheckpoint> {
  package let path: String
  /// Where the training starts: what the file had, or the beginning.
  package let start: Checkpoint
  private let identity: TrainingIdentity
  private let warn: (String) -> Void
  /// What the file does not have yet.
  private var unwritten: Checkpoint?
  private var writtenEpoch: Int
  private var hasWarned = false
  /// Whether the file was made for this training, which has had no epoch yet.
  private var isBlank: Bool
  private let clock = ContinuousClock()
  private var nextWriting: ContinuousClock.Instant

  /// Opens the file of a training from `beginning` to its last epoch. `warn` is told, once, if it cannot be written later on: the
  /// training need not end for that.
  ///
  /// Throws `DataFileError` where the file is damaged, belongs to another training or has more epochs, and where it cannot be
  /// written now, before anything is computed; `MemoryShortage`, and `Interruption`. The file is then as it was.
  package init(
    _ path: String, of identity: TrainingIdentity, beginning: Checkpoint, lastEpoch: Int, in work: Work,
    warn: @escaping (String) -> Void
  ) throws {
    (self.path, self.identity, self.warn) = (path, identity, warn)
    let found = DataFile.exists(path) ? try SafeTensors(reading: path, in: work) : nil
    start = try found.map { try Checkpoint($0, of: identity, lastEpoch: lastEpoch) } ?? beginning
    (writtenEpoch, nextWriting) = (start.epoch, clock.now)
    isBlank = found == nil && start.epoch < lastEpoch
    if found == nil || start.epoch < lastEpoch { try write(start) }
  }

  /// Notes the state after an epoch, and writes it if it is time to.
  package func record(_ checkpoint: Checkpoint) {
    (unwritten, isBlank) = (checkpoint, false)
    if clock.now >= nextWriting { writeRest() }
  }

  /// Writes what is left to be written. Called when the training has ended, in whatever way; a file without an epoch is then
  /// removed.
  package func close() {
    writeRest()
    if isBlank { try? FileManager.default.removeItem(atPath: path) }
  }

  private func writeRest() {
    guard let checkpoint = unwritten else { return }
    do {
      try write(checkpoint)
      unwritten = nil
    } catch {
      if !hasWarned { warn("\(error); it stays at epoch \(writtenEpoch)") }
      hasWarned = true
    }
  }

  /// Replaces the file. The next time is five seconds later, or twenty times what this one took.
  private func write(_ checkpoint: Checkpoint) throws {
    let begin = clock.now
    defer { nextWriting = clock.now + max(.seconds(5), (clock.now - begin) * 20) }
    try checkpoint.tensors(of: identity).write(to: path)
    writtenEpoch = checkpoint.epoch
  }
}

extension TrainingCheckpoint {
  private static var hash: String { "training.hash" }

  /// With what training it belongs to, and a hash against damage.
  fileprivate func tensors(of identity: TrainingIdentity) -> SafeTensors {
    tensors.with { tensors in
      tensors.texts.merge(identity.texts(through: epoch)) { $1 }
      tensors.texts[Self.hash] = TrainingIdentity.text(hashing: tensors.hash(into:))
    }
  }

  fileprivate init(_ tensors: SafeTensors, of identity: TrainingIdentity, lastEpoch: Int) throws {
    guard let hash = tensors.texts[Self.hash] else {
      throw tensors.mistake("it is no checkpoint of a training; give another name")
    }
    let rest = tensors.with { $0.texts[Self.hash] = nil }
    guard TrainingIdentity.text(hashing: rest.hash(into:)) == hash else {
      throw tensors.mistake("the file is damaged: its numbers are not those that were written")
    }
    let epoch = try tensors.trainedEpochs()
    let differences = identity.differences(from: tensors.texts, epoch: epoch)
    guard differences.isEmpty else {
      throw tensors.mistake(
        "it belongs to another training (\(differences.joined(separator: ", "))); "
          + "give another name, or delete the file")
    }
    guard epoch <= lastEpoch else {
      throw tensors.mistake(
        "it has \(epoch) epochs already, more than \(lastEpoch); give more, or another name")
    }
    try self.init(tensors)
  }
}

extension SafeTensors {
  /// Replaces a file when the new one is complete and on the disk. Throws `DataFileError`.
  fileprivate func write(to path: String) throws {
    do {
      try Data(bytes).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw DataFileError(writing: path, error)
    }
  }
}
