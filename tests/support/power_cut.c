/* Keeps beside a folder what of it has surely reached the disk: whenever a file in it is synced, the file as it
   is then is copied to the same place in a second folder. After the power is cut that second folder is what a
   disk would hold that had dropped every write since. For LD_PRELOAD; POWER_FOLDER and POWER_KEPT name both.
   A file that was synced is taken to have its name, and a removed name is gone once its folder is synced. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

typedef int (*sync_call)(int);

static void copy(const char *from, const char *to) {
  char draft[4200], buffer[1 << 16];
  snprintf(draft, sizeof draft, "%s.draft", to);
  int in = open(from, O_RDONLY | O_CLOEXEC), out = -1;
  if (in >= 0) out = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  ssize_t got;
  while (out >= 0 && (got = read(in, buffer, sizeof buffer)) > 0)
    if (write(out, buffer, got) != got) abort();
  if (out >= 0) { close(out); rename(draft, to); }
  if (in >= 0) close(in);
}

static void forget_removed(const char *folder, const char *kept) {
  DIR *names = opendir(kept);
  if (!names) { mkdir(kept, 0700); return; }
  for (struct dirent *one; (one = readdir(names));) {
    char there[4200], here[4200];
    if (one->d_name[0] == '.') continue;
    snprintf(there, sizeof there, "%s/%s", folder, one->d_name);
    snprintf(here, sizeof here, "%s/%s", kept, one->d_name);
    struct stat found;
    if (stat(there, &found) != 0) unlink(here);
  }
  closedir(names);
}

static int synced(const char *call, int file) {
  sync_call real = (sync_call)dlsym(RTLD_NEXT, call);
  const char *folder = getenv("POWER_FOLDER"), *kept = getenv("POWER_KEPT");
  char link[64], path[2048], to[4096];
  ssize_t length = -1;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  if (folder && kept) length = readlink(link, path, sizeof path - 1);
  if (length < 0 || strncmp(path, folder, strlen(folder)) != 0) return real(file);
  path[length] = 0;
  snprintf(to, sizeof to, "%s/.lock", kept);
  int lock = open(to, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  while (flock(lock, LOCK_EX) != 0 && errno == EINTR) continue;
  int failed = real(file);
  struct stat found;
  snprintf(to, sizeof to, "%s%s", kept, path + strlen(folder));
  if (!failed && fstat(file, &found) == 0) {
    if (S_ISDIR(found.st_mode)) forget_removed(path, to);
    else copy(path, to);
  }
  close(lock);
  return failed;
}

int fsync(int file) { return synced("fsync", file); }
int fdatasync(int file) { return synced("fdatasync", file); }
