// readline and its history, with the mutable globals that Swift 6 refuses behind functions.
//
// readline is one per process and lives on the main thread; so do the callers of these.

#include <stdio.h>
#include <readline/readline.h>
#include <readline/history.h>

/// Reads .inputrc, where `$if replica` is ours, and leaves signals to the caller. Before anything else.
static inline void readline_begin(void) {
  rl_readline_name = "replica";
  rl_catch_signals = 0;
  rl_catch_sigwinch = 0;
  rl_initialize();
}

/// Says where readline reads its keys.
static inline void readline_read_keys(int (*key)(FILE *)) { rl_getc_function = key; }

/// The line as it stands, and the cursor's place in it in bytes.
static inline const char *readline_line(void) { return rl_line_buffer ? rl_line_buffer : ""; }
static inline int readline_point(void) { return rl_point; }

/// The hooks of completion: `breaks` gives the characters that end a word, `complete` the matches, `display` shows them, `file` makes of
/// a match the name that the file system knows.
static inline void readline_set_completion(
    rl_cpvfunc_t *breaks, rl_completion_func_t *complete, rl_compdisp_func_t *display, rl_icppfunc_t *file) {
  rl_filename_stat_hook = file;
  rl_completion_word_break_hook = breaks;
  rl_attempted_completion_function = complete;
  rl_completion_display_matches_hook = display;
  rl_basic_quote_characters = "";
}

/// Says, from within `complete`, that its matches are all there are, what follows the only one (0 for nothing), and whether they
/// are files, which have an order and folders of their own.
static inline void readline_describe_matches(char append, int are_files) {
  rl_attempted_completion_over = 1;
  rl_completion_append_character = append;
  rl_completion_suppress_append = append == 0;
  rl_filename_completion_desired = are_files;
  rl_filename_quoting_desired = 0;
  rl_sort_completion_matches = are_files;
}

/// Writes on the screen, from within `display`.
static inline void readline_print(const char *text) { fputs(text, rl_outstream); }

/// Runs a function on a key that .inputrc does not use for something else.
static inline void readline_bind(const char *keys, rl_command_func_t *function) {
  rl_bind_keyseq_if_unbound(keys, function);
}

/// Moves the cursor by so many bytes.
static inline void readline_move(int bytes) {
  int place = rl_point + bytes;
  rl_point = place < 0 ? 0 : place > rl_end ? rl_end : place;
  rl_redisplay();
}

/// Writes lines below the line, and shows it again below them with the cursor where it was.
static inline void readline_print_below(const char *text) {
  int place = rl_point;
  rl_point = rl_end;
  rl_redisplay();
  fputs("\n", rl_outstream);
  fputs(text, rl_outstream);
  rl_point = place;
  rl_forced_update_display();
}

/// Shows the prompt and the line again below what has been written.
static inline void readline_show_again(void) {
  rl_forced_update_display();
}

/// Gives the line up: ^C behind it, and a fresh line.
static inline void readline_abandon(int signal) {
  rl_callback_sigcleanup();
  rl_point = rl_end;
  rl_redisplay();
  rl_echo_signal_char(signal);
  rl_free_line_state();
  rl_callback_handler_remove();
  fputc('\n', rl_outstream);
  fflush(rl_outstream);
}

/// Gives the terminal back while the program is stopped, and takes it again.
static inline void readline_suspend(void (*stop)(void)) {
  rl_cleanup_after_signal();
  stop();
  rl_reset_after_signal();
  rl_forced_update_display();
}
