import Execution
import Files

/// The file in which a training keeps its state while it runs, and from which the same training goes on
/// later, bit by bit.
///
/// There is always a whole one. It is not written after every epoch, so that it takes some percent of the
/// time at most.
package final class CheckpointFile<Checkpoint: TrainingCheckpoint> {
  package let path: String
  /// Where the training starts: what the file had, or the beginning.
  package let start: Checkpoint
  private let identity: TrainingIdentity
  private let work: Work
  private let warn: (String) -> Void
  /// What the file does not have yet.
  private var unwritten: Checkpoint?
  private var writtenEpoch: Int
  private var hasWarned = false
  /// Whether the file was made for this training, which has had no epoch yet.
  private var isBlank: Bool
  private let clock = ContinuousClock()
  private var nextWriting: ContinuousClock.Instant
  /// What the last writing took.
  private var duration = Duration.zero

  /// Who interrupts a training waits no longer than that for its file, which then stays at an epoch some
  /// seconds ago.
  private static var longestEnding: Duration { .milliseconds(30) }

  /// Opens the file of a training from `beginning` to its last epoch. `warn` is told, once, if it cannot be written later on: the
  /// training need not end for that.
  ///
  /// Throws `DataFileError` where the file is damaged, belongs to another training or has more epochs, and where it cannot be
  /// written now, before anything is computed; `MemoryShortage`, and `Interruption`. The file is then as it was.
  package init(
    _ path: String, of identity: TrainingIdentity, beginning: Checkpoint, lastEpoch: Int, in work: Work,
    warn: @escaping (String) -> Void
  ) throws {
    (self.path, self.identity, self.work, self.warn) = (path, identity, work, warn)
    let found = DataFile.exists(path) ? try SafeTensors(reading: path, in: work) : nil
    start = try found.map { try Checkpoint($0, of: identity, lastEpoch: lastEpoch) } ?? beginning
    (writtenEpoch, nextWriting) = (start.epoch, clock.now)
    isBlank = found == nil && start.epoch < lastEpoch
    if found == nil || start.epoch < lastEpoch { try write(start, in: work) }
  }

  /// Notes the state after an epoch, and writes it if it is time to.
  package func record(_ checkpoint: Checkpoint) {
    (unwritten, isBlank) = (checkpoint, false)
    if clock.now >= nextWriting { writeRest(in: work) }
  }

  /// Writes what is left to be written, where that is quick or the training was not interrupted. Called when
  /// it has ended, in whatever way; a file without an epoch is then removed. What was abandoned leaves
  /// everything as it is.
  package func close() {
    if !work.isCancelled || duration < Self.longestEnding { writeRest(in: work.ending) }
    if isBlank { try? FileReplacement.remove(path, in: work.ending) }
  }

  private func writeRest(in work: Work) {
    guard let checkpoint = unwritten else { return }
    do {
      try write(checkpoint, in: work)
      unwritten = nil
    } catch is Interruption {
      // The training ends at its next safe point, and then closes the file.
    } catch {
      if !hasWarned { warn("\(error); it stays at epoch \(writtenEpoch)") }
      hasWarned = true
    }
  }

  /// Replaces the file. The next time is five seconds later, or twenty times what this one took.
  private func write(_ checkpoint: Checkpoint, in work: Work) throws {
    let begin = clock.now
    defer {
      duration = clock.now - begin
      nextWriting = clock.now + max(.seconds(5), duration * 20)
    }
    let tensors = checkpoint.tensors(of: identity)
    do {
      try FileReplacement.write(to: path, in: work) { file in try tensors.write { try file.write($0) } }
    } catch let error as FileError {
      throw DataFileError(path: path, place: .file, fact: "cannot be written: \(error.reason)")
    }
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
      throw tensors.error("it is no checkpoint of a training; give another name")
    }
    let rest = tensors.with { $0.texts[Self.hash] = nil }
    guard TrainingIdentity.text(hashing: rest.hash(into:)) == hash else {
      throw tensors.error("the file is damaged: its numbers are not those that were written")
    }
    let epoch = try tensors.trainedEpochs()
    let differences = identity.differences(from: tensors.texts, epoch: epoch)
    guard differences.isEmpty else {
      throw tensors.error(
        "it belongs to another training (\(differences.joined(separator: ", "))); "
          + "give another name, or delete the file")
    }
    guard epoch <= lastEpoch else {
      throw tensors.error(
        "it has \(epoch) epochs already, more than \(lastEpoch); give more, or another name")
    }
    try self.init(tensors)
  }
}
