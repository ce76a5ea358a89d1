import Language

extension Diagnostic {
  /// Every kind of mistake, by its code.
  package static let explanations = syntaxExplanations + evaluationExplanations + outsideExplanations

  /// Mistakes around the language: on the command line, at the prompt, in journals. What makes them is typed in a shell or a file.
  package static let outsideExplanations: [Explanation] = [
    Explanation(
      "E70", "`--set` takes the name of a variable that the script assigns at its top level.",
      example: "replica run scripts/first-look.rpl --set unheardOf=1"),
    Explanation(
      "E71", "The system refuses another thread: too many are running, or memory is short.",
      example: "(ulimit -v 200000; replica eval 1)    # too little memory for a thread"),
    Explanation(
      "E72", "A lesson knows next, back, run, edit, jump, prompt and quit; their first letters will do.",
      example: "replica step scripts/lessons/1-binary-synapse.rpl    # then: forward"),
    Explanation(
      "E73",
      "`jump` takes the number of a step of the lesson; at its end there is nothing to run or to edit.",
      example: "replica step scripts/lessons/1-binary-synapse.rpl    # then: jump 1000"),
    Explanation(
      "E74", "A script without prose and statements has no steps.", example: "replica step /dev/null"),
    Explanation(
      "E75", "A prediction is a number, or nothing.",
      example: "replica step scripts/lessons/1-binary-synapse.rpl    # then, at a question: about half"),
    Explanation(
      "E76", "`edit` runs the program that VISUAL or EDITOR names, and it cannot be run.",
      example: "VISUAL=unheardOf replica    # then: edit"),
    Explanation(
      "E77", "`edit` takes the number of a statement of this session.", example: "edit 1000000"),
    Explanation(
      "E80", "A journal begins with a line of its own, in a form that this version knows.",
      example: "replica replay scripts/first-look.rpl"),
    Explanation(
      "E81", "The lines of a journal that begin with #> are the program's; one of them was changed.",
      example: "replica replay FILE    # where a line says: #> done at noon"),
  ]
}
