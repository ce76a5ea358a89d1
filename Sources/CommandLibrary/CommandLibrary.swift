import Interpreter

/// The vocabulary of Replica: one command a file, in folders named as the groups; this is the list.
package let commandLibrary = CommandTable(
  [
    .help, .apropos, .explain, .vars, .seed, .save, .run, .time, .print, .quit,
    .tensor, .zeros, .ones, .random, .shape, .reshape, .transpose, .append, .concat, .sort, .dot, .histogram,
    .record, .table,
  ] + Command.reductions + Command.elementwise + [
    .teacher,
    .perceptron, .train, .measure, .accuracy,
    .solve,
    .plot,
  ])
