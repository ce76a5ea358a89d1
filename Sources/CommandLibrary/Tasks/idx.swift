import Interpreter
import Learning

extension Command {
  static let idx = Command(
    "idx", group: .tasks, summary: "Reads images and labels in MNIST's format, raw or packed by gzip",
    details: """
      A folder has the names of MNIST: train-images-idx3-ubyte, train-labels-idx1-ubyte, and t10k-… for a test part, with or without
      .gz; train-images.idx3-ubyte and torchvision's MNIST/raw are known too. The labels of a single file of images are in the file
      with the corresponding name, or in `labels`.
      """,
    parameters: [
      Parameter("path", .text, summary: "a folder, or a file of images", file: .read),
      Parameter(
        "labels", .text,
        summary: "the file of the labels, for a file of images; found by its name without it",
        default: .absent),
      Parameter(
        "classes", .number, summary: "number of classes; without it the largest label and one",
        default: .absent,
        domain: .integers(1, 256)),
      Parameter(
        "scale", .number, summary: "what pixels are divided by, and the largest they may be",
        default: .value(.number(255)), domain: .integers(1, 255)),
      .testFraction, .splitSeed, .trainingLimit,
    ],
    result: "a task",
    effects: [.files],
    examples: [
      Example("idx(\"/usr/share/datasets/fashion-mnist\", limit: 32000).train", gives: "32000"),
      Example(
        "idx(\"/usr/share/datasets/fashion-mnist/t10k-images-idx3-ubyte.gz\", test: 0.1).test", gives: "1000"),
    ],
    seeAlso: ["csv", "npy", "fashion", "describe"]
  ) { arguments, context in
    let path = try arguments.text("path")
    let labels = arguments.has("labels") ? try arguments.text("labels") : nil
    let scale = try arguments.number("scale")
    let classCount = arguments.has("classes") ? try arguments.integer("classes") : nil
    let options = try arguments.splitOptions()
    return try arguments.task(from: "path") {
      try .idx(
        path, labels: labels, scale: scale, classCount: classCount, options: options, in: context.work)
    }
  }
}
