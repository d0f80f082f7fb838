/* Where a program is, and its start: as shells do it, so that what can't be started ends as it would in a shell. */
#ifndef STENO_RECORDER_WHEREABOUTS_H
#define STENO_RECORDER_WHEREABOUTS_H

/*
 * Become the program.  A name without a slash is looked for in the folders of `path`, or where that is NULL in the system's: the first file
 * that may be executed, else the first that is there.  Folders, and what lies where we may not look, are passed over.  What has no format
 * that the kernel knows, and is a text, is a script for /bin/sh.
 *
 * Returns only where it failed, with an errno; ENOENT also where nothing of that name was found.
 */
int whereabouts_become(const char *file, const char *path, char *const *argv, char *const *env);

#endif
