// How a reader process gives up its rights before it sees a stranger's bytes.
//
// The system-call filter is a deny list of the dangerous families: an allow list needs the final
// set of libraries (PDF, OCR) and comes with them. Refused calls return EPERM, so that a library
// which only asks goes on; a call of another architecture ends the process.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "pool.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#if __has_include(<linux/landlock.h>)
#include <linux/landlock.h>
#endif

#if defined(__x86_64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "The reader's system-call filter knows x86_64 and aarch64 only."
#endif

// Calls refused whatever their arguments. Older forms exist on x86_64 only.
static const int refused[] = {
    // Network, and sending descriptors away.
    SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4,
    SYS_sendto, SYS_sendmsg, SYS_sendmmsg,
    // Other programs and processes.
    SYS_execve, SYS_execveat, SYS_kill, SYS_tkill, SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo,
    SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_pidfd_open,
    SYS_pidfd_send_signal, SYS_pidfd_getfd, SYS_kcmp, SYS_process_madvise,
    // Changing files.
    SYS_unlinkat, SYS_renameat, SYS_renameat2, SYS_linkat, SYS_symlinkat, SYS_mkdirat, SYS_mknodat,
    SYS_fchmodat, SYS_fchmod, SYS_fchownat, SYS_fchown, SYS_truncate, SYS_ftruncate,
    SYS_fallocate, SYS_utimensat, SYS_setxattr, SYS_lsetxattr, SYS_fsetxattr, SYS_removexattr,
    SYS_lremovexattr, SYS_fremovexattr, SYS_memfd_create, SYS_name_to_handle_at,
    SYS_open_by_handle_at,
#ifdef SYS_memfd_secret
    SYS_memfd_secret,
#endif
#ifdef SYS_fchmodat2
    SYS_fchmodat2,
#endif
    // Ways around this list.
    SYS_io_uring_setup, SYS_io_uring_enter, SYS_io_uring_register, SYS_bpf, SYS_perf_event_open,
    SYS_userfaultfd, SYS_prctl, SYS_seccomp, SYS_personality,
    // The system itself, other views of it, other identities.
    SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_unshare, SYS_setns, SYS_fsopen,
    SYS_fsmount, SYS_move_mount, SYS_open_tree, SYS_swapon, SYS_swapoff, SYS_reboot,
    SYS_kexec_load, SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_acct, SYS_quotactl,
    SYS_settimeofday, SYS_clock_settime, SYS_adjtimex, SYS_clock_adjtime, SYS_sethostname,
    SYS_setdomainname, SYS_syslog, SYS_add_key, SYS_request_key, SYS_keyctl, SYS_setuid,
    SYS_setgid, SYS_setreuid, SYS_setregid, SYS_setresuid, SYS_setresgid, SYS_setgroups,
    SYS_setfsuid, SYS_setfsgid, SYS_capset, SYS_shmget, SYS_shmat, SYS_semget, SYS_msgget,
    SYS_mq_open, SYS_inotify_init1, SYS_fanotify_init,
#if defined(__x86_64__)
    SYS_fork, SYS_vfork, SYS_creat, SYS_unlink, SYS_rename, SYS_link, SYS_symlink, SYS_mkdir,
    SYS_rmdir, SYS_mknod, SYS_chmod, SYS_chown, SYS_lchown, SYS_utime, SYS_utimes, SYS_futimesat,
    SYS_ioperm, SYS_iopl, SYS_modify_ldt, SYS_uselib, SYS_inotify_init,
#endif
};

#define WRITING (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY))
#define REFUSE(error) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (error))
#define ALLOW BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
// Skips the next `count` instructions unless the call is `number`.
#define UNLESS_CALL(number, count) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (number), 0, (count))

#define MAXIMUM_INSTRUCTIONS 512
typedef struct {
  struct sock_filter steps[MAXIMUM_INSTRUCTIONS];
  unsigned short count;
} program;

static void add(program *filter, struct sock_filter step) {
  if (filter->count < MAXIMUM_INSTRUCTIONS) filter->steps[filter->count++] = step;
}

static void add_open(program *filter, int number, int is_at) {
  add(filter, (struct sock_filter)UNLESS_CALL(number, 4));
  // The low half of the argument; both architectures are little endian.
  if (is_at) add(filter, (struct sock_filter)LOAD(args[2]));
  else add(filter, (struct sock_filter)LOAD(args[1]));
  add(filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, WRITING, 0, 1));
  add(filter, (struct sock_filter)REFUSE(EPERM));
  add(filter, (struct sock_filter)ALLOW);
}

// Allows a call only when its first argument is `value`.
static void add_first_argument(program *filter, int number, unsigned value) {
  add(filter, (struct sock_filter)UNLESS_CALL(number, 4));
  add(filter, (struct sock_filter)LOAD(args[0]));
  add(filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 1, 0));
  add(filter, (struct sock_filter)REFUSE(EPERM));
  add(filter, (struct sock_filter)ALLOW);
}

static int install_filter(void) {
  program filter = {.count = 0};
  add(&filter, (struct sock_filter)LOAD(arch));
  add(&filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OWN_ARCHITECTURE, 1, 0));
  add(&filter, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS));
  add(&filter, (struct sock_filter)LOAD(nr));
#if defined(__x86_64__)
  // The x32 numbers would be a second door.
  add(&filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000u, 0, 1));
  add(&filter, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS));
  add_open(&filter, SYS_open, 0);
#endif
  add_open(&filter, SYS_openat, 1);
  // These two hide their flags in memory; without them the C library uses clone and openat.
  add(&filter, (struct sock_filter)UNLESS_CALL(SYS_clone3, 1));
  add(&filter, (struct sock_filter)REFUSE(ENOSYS));
  add(&filter, (struct sock_filter)UNLESS_CALL(SYS_openat2, 1));
  add(&filter, (struct sock_filter)REFUSE(ENOSYS));
  // Threads yes, processes no.
  add(&filter, (struct sock_filter)UNLESS_CALL(SYS_clone, 4));
  add(&filter, (struct sock_filter)LOAD(args[0]));
  add(&filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 1, 0));
  add(&filter, (struct sock_filter)REFUSE(EPERM));
  add(&filter, (struct sock_filter)ALLOW);
  // abort() signals its own process; limits may be set for oneself only.
  add_first_argument(&filter, SYS_tgkill, (unsigned)getpid());
  add_first_argument(&filter, SYS_prlimit64, 0);
  for (size_t index = 0; index < sizeof refused / sizeof *refused; index++) {
    add(&filter, (struct sock_filter)UNLESS_CALL((unsigned)refused[index], 1));
    add(&filter, (struct sock_filter)REFUSE(EPERM));
  }
  add(&filter, (struct sock_filter)ALLOW);
  if (filter.count >= MAXIMUM_INSTRUCTIONS) return E2BIG;
  struct sock_fprog installed = {.len = filter.count, .filter = filter.steps};
  // TSYNC covers threads that a library has already started.
  long result =
      syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &installed);
  if (result < 0) return errno;
  return result == 0 ? 0 : EBUSY;
}

#ifdef LANDLOCK_ACCESS_FS_READ_FILE
static void allow_reading(int rules, const char *path, uint64_t rights) {
  struct landlock_path_beneath_attr rule = {
      .allowed_access = rights,
      .parent_fd = open(path, O_PATH | O_CLOEXEC),
  };
  if (rule.parent_fd < 0) return;
  syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  close(rule.parent_fd);
}
#endif

// Leaves only the system's libraries readable (character sets are loaded when first needed).
// Best effort: kernels without Landlock keep the system-call filter alone.
static void restrict_files(void) {
#ifdef LANDLOCK_ACCESS_FS_READ_FILE
  // Every right of Landlock's first version.
  struct landlock_ruleset_attr wanted = {.handled_access_fs = (1ULL << 13) - 1};
  int rules = (int)syscall(SYS_landlock_create_ruleset, &wanted, sizeof(uint64_t), 0);
  if (rules < 0) return;
  uint64_t folder = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
  allow_reading(rules, "/usr/lib", folder);
  allow_reading(rules, "/usr/share", folder);
  allow_reading(rules, "/etc/ld.so.cache", LANDLOCK_ACCESS_FS_READ_FILE);
  syscall(SYS_landlock_restrict_self, rules, 0);
  close(rules);
#endif
}

static int limit(int resource, rlim_t value) {
  struct rlimit both = {.rlim_cur = value, .rlim_max = value};
  return setrlimit(resource, &both) < 0 ? errno : 0;
}

// The sanitizers reserve terabytes of addresses.
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define IS_SANITIZED 1
#endif
#endif

int tickmark_is_sanitized(void) {
#ifdef IS_SANITIZED
  return 1;
#else
  return 0;
#endif
}

static int limit_memory(uint64_t bytes) {
#ifdef IS_SANITIZED
  (void)bytes;
  return 0;
#else
  unsigned long pages = 0, data = 0;
  FILE *statm = fopen("/proc/self/statm", "re");
  if (!statm) return errno;
  int found = fscanf(statm, "%lu %*u %*u %*u %*u %lu", &pages, &data);
  fclose(statm);
  if (found != 2) return EINVAL;
  uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
  // Data counts what the process can fill. Addresses also bound shared memory, with room for
  // the address space that the allocator reserves and does not use.
  const uint64_t reserved = 256u << 20;
  int failure = limit(RLIMIT_DATA, data * page + bytes);
  return failure ? failure : limit(RLIMIT_AS, pages * page + bytes + reserved);
#endif
}

int tickmark_harden(const tickmark_hardening *wanted) {
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0) return errno;
  // The daemon may have died before the line above.
  if (wanted->parent > 0 && getppid() != wanted->parent) return ESRCH;
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) return errno;
  if (prctl(PR_SET_DUMPABLE, 0) < 0) return errno;
  if (syscall(SYS_close_range, wanted->first_closed_descriptor, ~0U, 0) < 0) return errno;
  int failure = limit_memory(wanted->memory_bytes);
  if (!failure) failure = limit(RLIMIT_FSIZE, 0);
  if (!failure) failure = limit(RLIMIT_CORE, 0);
  if (!failure) failure = limit(RLIMIT_NOFILE, 32);
  if (failure) return failure;
  restrict_files();
  return install_filter();
}

int tickmark_allow_cpu_seconds(unsigned seconds) {
  struct rusage used;
  struct rlimit cpu;
  if (getrusage(RUSAGE_SELF, &used) < 0) return errno;
  if (getrlimit(RLIMIT_CPU, &cpu) < 0) return errno;
  // One more second, because the seconds used are rounded down.
  rlim_t wanted = (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + seconds + 1;
  cpu.rlim_cur = cpu.rlim_max != RLIM_INFINITY && wanted > cpu.rlim_max ? cpu.rlim_max : wanted;
  return setrlimit(RLIMIT_CPU, &cpu) < 0 ? errno : 0;
}

// --- What must be impossible ---

static int result_of(long result) { return result < 0 ? errno : 0; }

static int try_opening(const char *path, int flags) {
  int descriptor = open(path, flags | O_CLOEXEC, 0600);
  if (descriptor < 0) return errno;
  close(descriptor);
  if (flags & O_CREAT) unlink(path);
  return 0;
}

static int try_fork(void) {
  pid_t child = fork();
  if (child == 0) _exit(0);
  if (child < 0) return errno;
  waitpid(child, NULL, 0);
  return 0;
}

static int try_memory(void) {
  // Four times what a reader gets by default.
  size_t size = (size_t)2 << 30;
  void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return errno;
  munmap(memory, size);
  return 0;
}

int tickmark_try(int what) {
  static const char missing[] = "/tmp/tickmark-self-test-that-is-not-there";
  char *const none[] = {NULL};
  switch (what) {
    case TICKMARK_TRY_NETWORK: return result_of(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    case TICKMARK_TRY_OPEN_FOR_WRITING: return try_opening(missing, O_WRONLY | O_CREAT);
    case TICKMARK_TRY_READ_OTHER_FILE: return try_opening("/etc/passwd", O_RDONLY);
    // What is allowed fails with ENOENT here, which says that it was allowed.
    case TICKMARK_TRY_DELETE: {
      int error = result_of(unlink(missing));
      return error == ENOENT ? 0 : error;
    }
    case TICKMARK_TRY_RENAME: {
      int error = result_of(rename(missing, "/tmp/tickmark-self-test-other"));
      return error == ENOENT ? 0 : error;
    }
    case TICKMARK_TRY_FORK: return try_fork();
    case TICKMARK_TRY_EXECUTE: {
      int error = result_of(execve(missing, none, none));
      return error == ENOENT ? 0 : error;
    }
    case TICKMARK_TRY_SIGNAL_OTHERS: return result_of(kill(getppid(), 0));
    case TICKMARK_TRY_TRACE: return result_of(syscall(SYS_ptrace, 0, 0, 0, 0));
    case TICKMARK_TRY_IO_URING: {
      int error = result_of(syscall(SYS_io_uring_setup, 1, NULL));
      return error == EFAULT ? 0 : error;
    }
    case TICKMARK_TRY_HUGE_MEMORY: return try_memory();
    default: return EINVAL;
  }
}
