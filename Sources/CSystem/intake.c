#define _GNU_SOURCE
#include "intake.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

static int result(int value) { return value < 0 ? -errno : value; }

int intake_open_root(const uint8_t *path) {
  return result(open((const char *)path, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

// openat2 guards every component; before Linux 5.6 (or under an old seccomp filter) only the last
// component is guarded.
static int open_beneath(int folder, const char *path, int flags) {
  struct open_how how = {.flags = (uint64_t)flags, .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS};
  int descriptor;
  do descriptor = (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
  while (descriptor < 0 && (errno == EINTR || errno == EAGAIN));
  if (descriptor < 0 && errno == ENOSYS) descriptor = openat(folder, path, flags);
  return result(descriptor);
}

int intake_open(int folder, const uint8_t *path, int purpose) {
  const char *name = (const char *)path;
  const int common = O_CLOEXEC | O_NOFOLLOW;
  if (purpose == INTAKE_OPEN_NOTHING) return open_beneath(folder, name, O_PATH | common);
  if (purpose == INTAKE_OPEN_FOLDER)
    return open_beneath(folder, name, O_RDONLY | O_DIRECTORY | common);
  const int flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | common;
  int descriptor = open_beneath(folder, name, flags | O_NOATIME);
  return descriptor == -EPERM ? open_beneath(folder, name, flags) : descriptor;
}

int intake_create(int folder, const uint8_t *name) {
  return result(
      openat(folder, (const char *)name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0400));
}

int intake_make_folder(int folder, const uint8_t *name) {
  return result(mkdirat(folder, (const char *)name, 0700));
}

int intake_facts_of(int descriptor, struct intake_facts *facts) {
  struct stat status;
  if (fstat(descriptor, &status) < 0) return -errno;
  facts->device = status.st_dev;
  facts->inode = status.st_ino;
  facts->size = status.st_size;
  facts->modified_ns = (int64_t)status.st_mtim.tv_sec * 1000000000 + status.st_mtim.tv_nsec;
  facts->changed_ns = (int64_t)status.st_ctim.tv_sec * 1000000000 + status.st_ctim.tv_nsec;
  facts->links = status.st_nlink;
  facts->mode = status.st_mode;
  facts->owner = status.st_uid;
  facts->group = status.st_gid;
  return 0;
}

int intake_is_written(int descriptor) {
  // The kernel tells a lease holder with SIGIO that somebody wants to write, and SIGIO ends a
  // process that does not expect it; SIGURG is passed over unless somebody asked for it.
  fcntl(descriptor, F_SETSIG, SIGURG);
  if (fcntl(descriptor, F_SETLEASE, F_RDLCK) < 0) return errno == EAGAIN ? 1 : -errno;
  fcntl(descriptor, F_SETLEASE, F_UNLCK);
  return 0;
}

int intake_rename_new(int from_folder, const uint8_t *from, int to_folder, const uint8_t *to) {
  return result((int)syscall(SYS_renameat2, from_folder, from, to_folder, to, 1 /* NOREPLACE */));
}

int intake_rename_over(int from_folder, const uint8_t *from, int to_folder, const uint8_t *to) {
  return result(renameat(from_folder, (const char *)from, to_folder, (const char *)to));
}

int intake_unlink(int folder, const uint8_t *name) {
  return result(unlinkat(folder, (const char *)name, 0));
}

int intake_sync_file(int descriptor) { return result(fsync(descriptor)); }
int intake_sync_file_system(int descriptor) { return result(syncfs(descriptor)); }
int intake_close(int descriptor) { return result(close(descriptor)); }

int64_t intake_read(int descriptor, void *buffer, size_t count) {
  ssize_t got;
  do got = read(descriptor, buffer, count);
  while (got < 0 && errno == EINTR);
  return got < 0 ? -errno : got;
}

int64_t intake_read_at(int descriptor, void *buffer, size_t count, int64_t offset) {
  ssize_t got;
  do got = pread(descriptor, buffer, count, offset);
  while (got < 0 && errno == EINTR);
  return got < 0 ? -errno : got;
}

int intake_write(int descriptor, const void *buffer, size_t count) {
  const char *rest = buffer;
  while (count > 0) {
    ssize_t put = write(descriptor, rest, count);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return -errno;
    rest += put;
    count -= (size_t)put;
  }
  return 0;
}

int64_t intake_file_system_magic(int descriptor) {
  struct statfs status;
  return fstatfs(descriptor, &status) < 0 ? -errno : (int64_t)(uint32_t)status.f_type;
}

int64_t intake_free_bytes(int descriptor) {
  struct statvfs status;
  if (fstatvfs(descriptor, &status) < 0) return -errno;
  return (int64_t)status.f_bavail * (int64_t)status.f_frsize;
}

int64_t intake_list(int folder, void *buffer, size_t count) {
  long got = syscall(SYS_getdents64, folder, buffer, count);
  return got < 0 ? -errno : got;
}

int intake_watcher_new(void) { return result(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)); }

int intake_watch(int watcher, int folder) {
  // By descriptor, so that nobody can put another folder under the name in between.
  char path[40];
  snprintf(path, sizeof path, "/proc/self/fd/%d", folder);
  return result(inotify_add_watch(
      watcher, path,
      IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF |
          IN_ONLYDIR | IN_EXCL_UNLINK));
}

int intake_unwatch(int watcher, int watch) { return result(inotify_rm_watch(watcher, watch)); }
int intake_wake_new(void) { return result(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)); }

int intake_wake(int wake) {
  uint64_t one = 1;
  return write(wake, &one, sizeof one) < 0 && errno != EAGAIN ? -errno : 0;
}

int intake_wait(int watcher, int wake, int milliseconds) {
  // poll passes over a negative descriptor: a watcher that could not be made.
  struct pollfd waits[2] = {{watcher, POLLIN, 0}, {wake, POLLIN, 0}};
  int ready = poll(waits, 2, milliseconds);
  if (ready < 0) return errno == EINTR ? 0 : -errno;
  uint64_t count;
  if (waits[1].revents && read(wake, &count, sizeof count) < 0 && errno != EAGAIN) return -errno;
  return (waits[1].revents ? INTAKE_WOKEN : 0) | (waits[0].revents ? INTAKE_EVENTS : 0);
}

uint32_t intake_user(void) { return geteuid(); }
