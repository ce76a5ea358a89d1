import Interpreter

/// The vocabulary of Replica: one command a file, in folders named as the groups; this is the list.
package let commandLibrary = CommandTable(
  session + tensors + Command.reductions + Command.masks + Command.elementwise + tasks + networks + continual
    + theory
    + figures)

/// The objects that can be kept on disk.
package let storableObjects: [any StorableObject.Type] = [
  HistoryObject.self, PerceptronObject.self, VariationalObject.self, BinaryObject.self, LearnedObject.self,
]

private let session: [Command] = [
  .help, .apropos, .explain, .vars, .memory, .undo, .redo, .checkpoint, .goto, .history, .forget, .seed,
  .save, .load,
  .run, .step, .ask, .edit, .time, .assert, .print, .quit,
]

private let tensors: [Command] = [
  .tensor, .zeros, .ones, .random, .shape, .reshape, .transpose, .append, .concat, .equal, .sort, .dot,
  .histogram,
  .record, .table, .filter, .select, .join, .group, .fit, .root, .integrate,
]

private let tasks: [Command] = [
  .teacher, .digits, .mnist5k, .fashion, .idx, .csv, .npy, .permuted, .split, .rotated, .describe,
]

private let networks: [Command] = [
  .perceptron, .network, .binarynet, .train, .accuracy, .measure, .uncertainty, .sample,
]

private let continual: [Command] = [.learn, .metrics, .compare]

private let theory: [Command] = [.solve, .follow, .transition, .stability, .potential]

private let figures: [Command] = [.plot, .heatmap, .panels]
