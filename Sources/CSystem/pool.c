#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "pool.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// --- Starting and ending a child ---

static void close_quietly(int *descriptor) {
  if (*descriptor >= 0) close(*descriptor);
  *descriptor = -1;
}

// Moves a descriptor above the numbers that the child's own ones take.
static int moved_up(int descriptor) {
  int moved = fcntl(descriptor, F_DUPFD_CLOEXEC, 10);
  int failure = errno;
  close(descriptor);
  errno = failure;
  return moved;
}

static int spawn(const char *path, char *const *arguments, char *const *environment, int socket,
                 int errors, pid_t *pid) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  int failure = posix_spawn_file_actions_init(&actions);
  if (failure) return failure;
  failure = posix_spawnattr_init(&attributes);
  if (failure) {
    posix_spawn_file_actions_destroy(&actions);
    return failure;
  }
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  if (!failure) failure = posix_spawnattr_setsigmask(&attributes, &none);
  if (!failure) failure = posix_spawnattr_setsigdefault(&attributes, &all);
  if (!failure)
    failure = posix_spawnattr_setflags(
        &attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  if (!failure) failure = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  if (!failure) failure = posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  if (!failure) failure = posix_spawn_file_actions_adddup2(&actions, errors, 2);
  if (!failure) failure = posix_spawn_file_actions_adddup2(&actions, socket, 3);
  if (!failure) failure = posix_spawn_file_actions_addclosefrom_np(&actions, 4);
  if (!failure) failure = posix_spawn(pid, path, &actions, &attributes, arguments, environment);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return failure;
}

int tickmark_child_start(const char *path, char *const *arguments, char *const *environment,
                         tickmark_child *child) {
  int sockets[2] = {-1, -1};
  int errors[2] = {-1, -1};
  *child = (tickmark_child){.pid = -1, .socket = -1, .errors = -1, .process = -1};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) < 0) return errno;
  // The child never waits for somebody to read its complaints.
  int failure = pipe2(errors, O_CLOEXEC | O_NONBLOCK) < 0 ? errno : 0;
  if (!failure) {
    sockets[1] = moved_up(sockets[1]);
    if (sockets[1] < 0) failure = errno;
  }
  if (!failure) {
    errors[1] = moved_up(errors[1]);
    if (errors[1] < 0) failure = errno;
  }
  if (!failure && fcntl(sockets[0], F_SETFL, O_NONBLOCK) < 0) failure = errno;
  if (!failure)
    failure = spawn(path, arguments, environment, sockets[1], errors[1], &child->pid);
  close_quietly(&sockets[1]);
  close_quietly(&errors[1]);
  if (!failure) {
    // Nobody else reaps this child, so its number cannot have been given to another process.
    child->process = (int)syscall(SYS_pidfd_open, child->pid, 0);
    if (child->process < 0) {
      failure = errno;
      kill(child->pid, SIGKILL);
      waitpid(child->pid, NULL, 0);
    }
  }
  if (failure) {
    close_quietly(&sockets[0]);
    close_quietly(&errors[0]);
    child->pid = -1;
    return failure;
  }
  child->socket = sockets[0];
  child->errors = errors[0];
  return 0;
}

void tickmark_child_kill(const tickmark_child *child) {
  if (child->process >= 0) syscall(SYS_pidfd_send_signal, child->process, SIGKILL, NULL, 0);
}

int tickmark_child_reap(const tickmark_child *child, int timeout_ms, tickmark_child_end *end) {
  struct pollfd ended = {.fd = child->process, .events = POLLIN};
  uint64_t deadline = tickmark_monotonic_milliseconds() + (timeout_ms < 0 ? 0 : timeout_ms);
  for (;;) {
    uint64_t now = tickmark_monotonic_milliseconds();
    int rest = timeout_ms < 0 ? -1 : now >= deadline ? 0 : (int)(deadline - now);
    int ready = poll(&ended, 1, rest);
    if (ready > 0) break;
    if (ready == 0) return ETIMEDOUT;
    if (errno != EINTR) return errno;
  }
  int status = 0;
  struct rusage used;
  memset(&used, 0, sizeof used);
  pid_t reaped;
  do reaped = wait4(child->pid, &status, 0, &used);
  while (reaped < 0 && errno == EINTR);
  if (reaped < 0) return errno;
  end->code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  end->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  // What a process had before exec counts as its child's peak, too: up to our own peak it says nothing of the child.
  struct rusage own;
  memset(&own, 0, sizeof own);
  getrusage(RUSAGE_SELF, &own);
  end->peak_kilobytes = used.ru_maxrss > own.ru_maxrss ? used.ru_maxrss : 0;
  return 0;
}

void tickmark_child_close(tickmark_child *child) {
  close_quietly(&child->socket);
  close_quietly(&child->errors);
  close_quietly(&child->process);
  child->pid = -1;
}

// --- Waiting and talking ---

int tickmark_wait(int wake, int socket, int errors, int process, int wants_write, int timeout_ms) {
  struct pollfd watched[4] = {
      {.fd = wake, .events = POLLIN},
      {.fd = socket, .events = wants_write ? POLLOUT : POLLIN},
      {.fd = errors, .events = POLLIN},
      {.fd = process, .events = POLLIN},
  };
  int ready = poll(watched, 4, timeout_ms);
  int result = 0;
  if (ready <= 0) return 0;
  for (int index = 0; index < 4; index++)
    if (watched[index].revents) result |= 1 << index;
  return result;
}

ssize_t tickmark_send(int socket, const void *bytes, size_t count, int descriptor) {
  struct iovec piece = {.iov_base = (void *)bytes, .iov_len = count};
  union {
    struct cmsghdr header;
    char room[CMSG_SPACE(sizeof(int))];
  } control;
  memset(&control, 0, sizeof control);
  struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};
  if (descriptor >= 0) {
    message.msg_control = &control;
    message.msg_controllen = sizeof control.room;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(header), &descriptor, sizeof descriptor);
  }
  ssize_t sent;
  do sent = sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
  while (sent < 0 && errno == EINTR);
  return sent < 0 ? -errno : sent;
}

ssize_t tickmark_receive(int socket, void *bytes, size_t count) {
  ssize_t got;
  // read() and recv() drop descriptors that a hostile child sends along.
  do got = read(socket, bytes, count);
  while (got < 0 && errno == EINTR);
  return got < 0 ? -errno : got;
}

int tickmark_wake_make(void) {
  int wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  return wake < 0 ? -errno : wake;
}

void tickmark_wake(int wake) {
  uint64_t one = 1;
  // A full counter already wakes.
  (void)!write(wake, &one, sizeof one);
}

void tickmark_wake_drain(int wake) {
  uint64_t count;
  (void)!read(wake, &count, sizeof count);
}

typedef struct {
  void (*body)(void *);
  void *context;
} thread_start;

static void *run_thread(void *raw) {
  thread_start start = *(thread_start *)raw;
  free(raw);
  pthread_setname_np(pthread_self(), "reader");
  start.body(start.context);
  return NULL;
}

int tickmark_thread_start(void (*body)(void *), void *context) {
  thread_start *start = malloc(sizeof *start);
  if (!start) return ENOMEM;
  *start = (thread_start){body, context};
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_attr_setstacksize(&attributes, 1 << 20);
  pthread_t thread;
  int failure = pthread_create(&thread, &attributes, run_thread, start);
  pthread_attr_destroy(&attributes);
  if (failure) free(start);
  return failure;
}

int tickmark_is_read_only(int descriptor) {
  int flags = fcntl(descriptor, F_GETFL);
  return flags >= 0 && (flags & O_ACCMODE) == O_RDONLY;
}

uint64_t tickmark_monotonic_milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

// --- The child's talk ---

ssize_t tickmark_receive_with_descriptor(int socket, void *bytes, size_t count, int *descriptor) {
  struct iovec piece = {.iov_base = bytes, .iov_len = count};
  union {
    struct cmsghdr header;
    char room[CMSG_SPACE(sizeof(int))];
  } control;
  struct msghdr message = {
      .msg_iov = &piece,
      .msg_iovlen = 1,
      .msg_control = &control,
      .msg_controllen = sizeof control.room,
  };
  ssize_t got;
  do got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  while (got < 0 && errno == EINTR);
  if (got < 0) return -errno;
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  if (header && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS &&
      header->cmsg_len == CMSG_LEN(sizeof(int)))
    memcpy(descriptor, CMSG_DATA(header), sizeof *descriptor);
  return got;
}

int tickmark_write_all(int descriptor, const void *bytes, size_t count) {
  const char *next = bytes;
  while (count > 0) {
    ssize_t written = write(descriptor, next, count);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    next += written;
    count -= (size_t)written;
  }
  return 0;
}

void tickmark_trim_memory(void) { malloc_trim(0); }
