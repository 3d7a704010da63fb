#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// What the reader pool and its children need from Linux and Swift cannot say: a socket with
// descriptor passing, a child with nothing inherited, and a process that gives up its rights.
// Functions return 0 or an errno unless their comment says otherwise.

// --- The daemon's side ---

typedef struct {
  pid_t pid;
  // Our end of the socket, non-blocking.
  int socket;
  // What the child writes to its error output, non-blocking.
  int errors;
  // A pidfd: readable once the child has ended.
  int process;
} tickmark_child;

typedef struct {
  // Exit code, or -1 when a signal ended the child.
  int code;
  // The signal, or 0.
  int signal;
  // Most memory the child held, in KiB.
  long peak_kilobytes;
} tickmark_child_end;

// Starts `path` in a session of its own with descriptors 0, 1 = /dev/null, 2 = a pipe, 3 = the
// socket, and nothing else of ours. The calling thread must outlive the child: the child asks to
// be killed when the thread that started it ends.
int tickmark_child_start(const char *path, char *const *arguments, char *const *environment,
                         tickmark_child *child);
// Kills the child if it still runs; it must be reaped afterwards.
void tickmark_child_kill(const tickmark_child *child);
// Waits up to `timeout_ms` (-1: forever) for the child's end and reaps this child only.
// ETIMEDOUT when it still runs. Closes nothing.
int tickmark_child_reap(const tickmark_child *child, int timeout_ms, tickmark_child_end *end);
// Closes our descriptors of the child.
void tickmark_child_close(tickmark_child *child);

enum {
  TICKMARK_READY_WAKE = 1,
  TICKMARK_READY_SOCKET = 2,
  TICKMARK_READY_ERRORS = 4,
  TICKMARK_READY_PROCESS = 8,
};
// Sleeps until something happens; the bits above, 0 on time-out. Descriptors of -1 are passed over.
// With `wants_write` the socket is ready when it takes bytes, else when it has some.
int tickmark_wait(int wake, int socket, int errors, int process, int wants_write, int timeout_ms);

// Sends some of `bytes` with `descriptor` (-1: none) beside the first one. Count, or -errno.
ssize_t tickmark_send(int socket, const void *bytes, size_t count, int descriptor);
// Receives what is there, never waiting. Count, 0 at the end, or -errno.
ssize_t tickmark_receive(int socket, void *bytes, size_t count);

// An eventfd: -errno or the descriptor.
int tickmark_wake_make(void);
void tickmark_wake(int wake);
void tickmark_wake_drain(int wake);

// Runs `body` on a new detached thread.
int tickmark_thread_start(void (*body)(void *), void *context);

// 1 when the descriptor cannot be written through.
int tickmark_is_read_only(int descriptor);
uint64_t tickmark_monotonic_milliseconds(void);

// --- The child's side ---

// Receives up to `count` bytes, waiting; a descriptor that came along is put into `*descriptor`
// (else unchanged). Count, 0 at the end, or -errno.
ssize_t tickmark_receive_with_descriptor(int socket, void *bytes, size_t count, int *descriptor);
// Writes everything, waiting.
int tickmark_write_all(int descriptor, const void *bytes, size_t count);

typedef struct {
  // Memory over what the process holds at the call, in bytes.
  uint64_t memory_bytes;
  // The daemon's process; 0: not checked.
  pid_t parent;
  // The first descriptor to close; everything from here up is closed.
  int first_closed_descriptor;
} tickmark_hardening;

// Gives up every right that reading bytes does not need. Cannot be undone. What is not there on
// this kernel (Landlock) is passed over, everything else is an error.
int tickmark_harden(const tickmark_hardening *wanted);

// Allows so many more seconds of processor time from now on; then SIGXCPU ends the process.
int tickmark_allow_cpu_seconds(unsigned seconds);
// Gives free memory back to the system.
void tickmark_trim_memory(void);

// 1 in a build with sanitizers, which reserve so many addresses that memory is not limited.
int tickmark_is_sanitized(void);

// Things that a hardened process must not be able to do, for the self-test.
enum {
  TICKMARK_TRY_NETWORK,
  TICKMARK_TRY_OPEN_FOR_WRITING,
  TICKMARK_TRY_READ_OTHER_FILE,
  TICKMARK_TRY_DELETE,
  TICKMARK_TRY_RENAME,
  TICKMARK_TRY_FORK,
  TICKMARK_TRY_EXECUTE,
  TICKMARK_TRY_SIGNAL_OTHERS,
  TICKMARK_TRY_TRACE,
  TICKMARK_TRY_IO_URING,
  TICKMARK_TRY_HUGE_MEMORY,
  TICKMARK_TRY_COUNT,
};
// 0 when it was possible, else the errno that refused it.
int tickmark_try(int what);
