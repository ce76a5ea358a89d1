import Execution

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A program that runs while its caller waits.
enum ChildProcess {
  enum Ending: Equatable, Sendable {
    case exited(CInt)
    case signaled(CInt)
    /// It could not be started, for the reason that `errno` would give.
    case absent(CInt)
  }

  /// Runs a program, by its path or by a name looked for in PATH, on three open files. Ends it where the work
  /// is to stop, and throws `Interruption` then.
  static func run(
    _ program: String, _ arguments: [String], input: CInt, output: CInt, errors: CInt, in work: Work
  ) throws(Interruption) -> Ending {
    #if canImport(Glibc)
      var (actions, attributes) = (posix_spawn_file_actions_t(), posix_spawnattr_t())
    #else
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (standard, descriptor) in [input, output, errors].enumerated() {
      posix_spawn_file_actions_adddup2(&actions, descriptor, CInt(standard))
    }
    // The terminal's Ctrl-C is for this program, which ends the other one: a group of its own keeps it from that.
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    posix_spawnattr_setpgroup(&attributes, 0)
    let words = ([program] + arguments).map { strdup($0) }
    defer { words.forEach { free($0) } }
    var child = pid_t()
    let failure = posix_spawnp(&child, program, &actions, &attributes, words + [nil], environ)
    return failure == 0 ? try ending(of: child, in: work) : .absent(failure)
  }

  private static func ending(of child: pid_t, in work: Work) throws(Interruption) -> Ending {
    var status: CInt = 0
    // As long as a hundredth of what it has taken, and ten milliseconds at most.
    var pause: useconds_t = 100
    while true {
      let ended = waitpid(child, &status, WNOHANG)
      if ended == child { break }
      if ended < 0, errno != EINTR { return .absent(errno) }
      do { try work.checkpoint() } catch {
        kill(child, SIGKILL)
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        throw error
      }
      usleep(pause)
      pause = min(10_000, pause + pause / 100 + 1)
    }
    // The low seven bits are the signal that ended it, the next byte what it returned.
    return status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .signaled(status & 0x7F)
  }
}
