// swift-tools-version: 6.2
import PackageDescription

/// Settings of every Swift target. The instruction set given to Clang decides Swift's code generation too: SIMD8
/// arithmetic and fused multiply-add need x86-64-v3. Square roots that need not set C's errno become vector code. Functions of
/// equal code stay apart: merged, each is a call of the one that is left, and a loop's closures are as short as such a call.
let code = ["-Xcc", "-fno-math-errno", "-Xfrontend", "-disable-llvm-merge-functions-pass"]
#if arch(x86_64)
  let machine: [SwiftSetting] = [.unsafeFlags(["-Xcc", "-march=x86-64-v3"] + code)]
#else
  let machine: [SwiftSetting] = [.unsafeFlags(code)]
#endif

/// A module of the program: what it may import is what stands here, and `scripts/check-imports` holds it to that.
func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], linked: [LinkerSetting] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, exclude: ["README.md"], swiftSettings: machine,
    linkerSettings: linked)
}

/// The tests of one module; `golden` ones come with reference values that scripts/golden-values made.
func tests(_ name: String, _ dependencies: [Target.Dependency] = [], golden: Bool = false) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.target(name: name)] + dependencies,
    resources: golden ? [.copy("Golden")] : [], swiftSettings: machine)
}

/// A C library of the system, found by pkg-config where its files are not on the default path.
func system(_ name: String, pkgConfig: String? = nil, apt: String, brew: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt]), .brew([brew])])
}

let package = Package(
  name: "replica",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "replica", targets: ["replica"])],
  dependencies: [.package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")],
  targets: [
    // Without pkg-config, which would have it linked: it is loaded when needed.
    system("COpenBLAS", apt: "libopenblas-dev", brew: "openblas"),
    system("CReadline", apt: "libreadline-dev", brew: "readline"),
    system("CCerf", pkgConfig: "libcerf", apt: "libcerf-dev", brew: "libcerf"),
    system("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev", brew: "zlib"),
    .systemLibrary(name: "CMalloc"),
    .systemLibrary(name: "CELF"),
    .target(name: "CDatasets", exclude: ["README.md", "Files"]),

    module("SpecialFunctions", ["CCerf"]),
    module(
      "Execution", ["CMalloc", "CELF"],
      linked: [.unsafeFlags(["-Xlinker", "--build-id"], .when(platforms: [.linux]))]),
    module("Files", ["Execution"]),
    module("NumericalMethods", ["Execution"]),
    module("RandomStreams"),
    module("Display"),
    module("Language", ["Display"]),
    module("Tensors", ["COpenBLAS", "Execution", "RandomStreams"]),
    module(
      "Learning",
      ["Tensors", "SpecialFunctions", "Execution", "Files", "RandomStreams", "CZlib", "CDatasets"]),
    module("MeanField", ["SpecialFunctions", "Execution", "RandomStreams"]),
    module("Figures", ["Display", "Execution", "Files"]),
    module("Interpreter", ["Language", "Tensors", "Display", "Execution", "Files", "RandomStreams"]),
    module(
      "CommandLibrary",
      [
        "Interpreter", "Language", "Learning", "MeanField", "NumericalMethods", "SpecialFunctions", "Tensors",
        "Figures", "Display", "Execution", "Files",
      ]),
    module("Documents", ["Interpreter", "Language", "Display"]),
    module(
      "TerminalUI", ["Documents", "Interpreter", "Language", "Display", "Execution", "Files", "CReadline"]),
    .executableTarget(
      name: "replica",
      dependencies: [
        "CommandLibrary", "TerminalUI", "Documents", "Figures", "Interpreter", "Display", "Execution",
        "Files",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["README.md"], swiftSettings: machine),

    // What the tests of several modules need: a system whose calls fail.
    .target(name: "Faults", dependencies: ["Files"], path: "Tests/Faults", swiftSettings: machine),

    tests("SpecialFunctions", golden: true),
    tests("Execution"),
    tests("Files", ["Execution", "Faults"]),
    tests("NumericalMethods", ["Execution"], golden: true),
    tests("RandomStreams", golden: true),
    tests("Display"),
    tests("Language", ["Display"]),
    tests("Tensors", ["Execution", "RandomStreams"]),
    tests(
      "Learning", ["Tensors", "SpecialFunctions", "Execution", "RandomStreams", "Files", "Faults"],
      golden: true),
    tests("MeanField", ["SpecialFunctions", "Execution", "RandomStreams"], golden: true),
    tests("Figures", ["Display", "Execution", "Files", "Faults"]),
    tests(
      "Interpreter", ["Language", "Tensors", "Display", "Execution", "RandomStreams", "Files", "Faults"]),
    tests(
      "CommandLibrary",
      [
        "Interpreter", "Language", "Display", "Execution", "Learning", "Tensors", "RandomStreams",
        "Documents", "TerminalUI", "Files", "Faults",
      ]),
    tests("Documents", ["Interpreter", "Language", "Display"]),
    tests("TerminalUI", ["Interpreter", "Language", "Display", "Execution", "Files", "Faults"]),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .gnu2x
)
