import Display
import Interpreter
import Language
import Learning

extension Arguments {
  /// The file that the argument `checkpoint` names, for a training from `beginning` to its last epoch; `nil`
  /// where there is none, or a cell is replayed: the file that it wrote may have become another since.
  ///
  /// Says after which epoch the training goes on, and when the file can no longer be written.
  func checkpointFile<Checkpoint: TrainingCheckpoint>(
    from beginning: Checkpoint, in context: CommandContext, of identity: () throws -> TrainingIdentity
  ) throws -> CheckpointFile<Checkpoint>? {
    guard has("checkpoint") else { return nil }
    let path = try text("checkpoint")
    guard path.hasSuffix(".safetensors") else {
      throw diagnostic("checkpoint", "a checkpoint is written as .safetensors, not as \(path)")
    }
    if context.keepsFiles { return nil }
    let lastEpoch = try integer("epochs")
    return try located("checkpoint") {
      do {
        let file = try CheckpointFile(
          path, of: identity(), beginning: beginning, lastEpoch: lastEpoch, in: context.work
        ) { context.note([.line(StyledText($0, .warning))]) }
        if file.start.epoch > 0 {
          context.note([.line(StyledText("\(path): going on after epoch \(file.start.epoch)", .muted))])
        }
        return file
      } catch let error as DataFileError {
        throw Diagnostic.file(error.path, error.reason)
      }
    }
  }
}
