/* Files: whole reads and writes, directories, and replacing a file so that no crash halves it. */
#ifndef STENO_BASE_FILE_H
#define STENO_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "lib/base/buffer.h"

/* All of it, whatever the number of calls: 0 or minus errno.  Short writes and EINTR go on. */
int file_write(int fd, const void *data, size_t len);
int file_pwrite(int fd, const void *data, size_t len, int64_t offset);

/* Up to len bytes, fewer only at the end of the file: the count or minus errno. */
ssize_t file_pread(int fd, void *data, size_t len, int64_t offset);

/* The whole file behind path, at most `limit` bytes (else ERR_LIMIT), appended to out. */
int file_load(const char *path, size_t limit, struct buffer *out);

/* The same, but nobody is waited for: a pipe is ERR_FORMAT. */
int file_load_now(const char *path, size_t limit, struct buffer *out);

/* The folder of path, as its own string to be freed: "." for a bare name. */
char *file_folder(const char *path);

/* Make a directory and what it stands in, mode 0700.  0 or minus errno. */
int file_make_folders(const char *path);

/* Make the names in a file's folder survive a power cut. */
int file_sync_folder_of(const char *path);

/* Was it removed, so that what is written into it is lost when it is closed? */
bool file_is_removed(int fd);

/* Sync a file's bytes; one that can't be synced, a pipe say, is no failure.  0 or a negative code. */
int file_sync_data(int fd);

/*
 * A new file beside `path`, mode 0600, to become it: *fd and *temporary are the caller's.  Where the file
 * system lets it, the file has no name before it is whole, so that a process that is killed leaves nothing.
 * file_replace syncs it, renames it over path and syncs the folder; file_abandon removes it.
 * Both close *fd and free *temporary.
 */
int file_begin_replace(const char *path, int *fd, char **temporary);
int file_replace(const char *path, int *fd, char **temporary);
void file_abandon(int *fd, char **temporary);

/*
 * The same for who alone may replace the file, since it holds its lock: the new one has a name that is always the same, so that
 * one that was left behind, by a power cut say, makes room for the next.  file_remove_left does away with it: where what stood
 * in the file is to be gone, a copy beside it must not stay.  0 or minus errno.
 */
int file_begin_locked_replace(const char *path, int *fd, char **temporary);
int file_remove_left(const char *path);

/*
 * The same for output that a person sends to `path`: what stands there and is no plain file of that name
 * (/dev/null, a pipe, a link) is written to as it is, and stays; nothing is renamed over it.
 */
int file_begin_output(const char *path, int *fd, char **temporary);

/* Would output to `path` replace something?  Not where a device or a pipe takes it. */
bool file_would_replace(const char *path);

#endif
