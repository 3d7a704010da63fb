#pragma once
#include <stddef.h>
#include <stdint.h>

// The Linux calls that Intake needs and Swift cannot make itself (variadic, GNU-only or without a
// glibc wrapper). Every function returns a value >= 0, or -errno. Paths are bytes that end in 0.

/// What fstat says about one file, in plain integers.
struct intake_facts {
  uint64_t device;
  uint64_t inode;
  int64_t size;
  int64_t modified_ns;
  int64_t changed_ns;
  uint64_t links;
  uint32_t mode;
  uint32_t owner;
  uint32_t group;
};

enum {
  INTAKE_OPEN_FILE = 0,    ///< for reading, never blocks, leaves the access time alone where it may
  INTAKE_OPEN_FOLDER = 1,  ///< for listing and as the start of other calls
  INTAKE_OPEN_NOTHING = 2, ///< O_PATH: only to ask what it is; a symbolic link is opened itself
};

enum {
  INTAKE_WOKEN = 1,
  INTAKE_EVENTS = 2,
};

enum {
  INTAKE_CLOSE_WRITE = 0x8,
  INTAKE_ATTRIB = 0x4,
  INTAKE_MOVED_TO = 0x80,
  INTAKE_CREATE = 0x100,
  INTAKE_DELETE_SELF = 0x400,
  INTAKE_MOVE_SELF = 0x800,
  INTAKE_UNMOUNT = 0x2000,
  INTAKE_OVERFLOW = 0x4000,
  INTAKE_IGNORED = 0x8000,
  INTAKE_ISDIR = 0x40000000,
};

/// Opens the folder everything else is relative to; symbolic links on the way are the user's wish.
int intake_open_root(const uint8_t *path);

/// Opens `path` beneath `folder`; no symbolic link on the way is followed.
int intake_open(int folder, const uint8_t *path, int purpose);

/// Makes a new file for writing, mode 0400, fails where the name is taken.
int intake_create(int folder, const uint8_t *name);

int intake_make_folder(int folder, const uint8_t *name);
int intake_facts_of(int descriptor, struct intake_facts *facts);

/// 0: nobody has the file open for writing; 1: somebody has; -EACCES: not allowed to ask.
int intake_is_written(int descriptor);

int intake_rename_new(int from_folder, const uint8_t *from, int to_folder, const uint8_t *to);
int intake_rename_over(int from_folder, const uint8_t *from, int to_folder, const uint8_t *to);
int intake_unlink(int folder, const uint8_t *name);
int intake_sync_file(int descriptor);
int intake_sync_file_system(int descriptor);
int intake_close(int descriptor);
int64_t intake_read(int descriptor, void *buffer, size_t count);
int64_t intake_read_at(int descriptor, void *buffer, size_t count, int64_t offset);

/// Writes all of the bytes.
int intake_write(int descriptor, const void *buffer, size_t count);

/// `f_type` of statfs(2).
int64_t intake_file_system_magic(int descriptor);

/// Bytes that this user may still write.
int64_t intake_free_bytes(int descriptor);

/// Reads up to `count` bytes of `struct linux_dirent64` records (getdents64); 0 at the end.
int64_t intake_list(int folder, void *buffer, size_t count);

int intake_watcher_new(void);

/// Watches an open folder; gives the watch's number.
int intake_watch(int watcher, int folder);
int intake_unwatch(int watcher, int watch);
int intake_wake_new(void);
int intake_wake(int wake);

/// Waits for events or a wake (which is cleared); -1 milliseconds: for ever.
int intake_wait(int watcher, int wake, int milliseconds);

uint32_t intake_user(void);
