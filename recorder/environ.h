/* The environment for the recorded command: ours, with a few names set. */
#ifndef STENO_RECORDER_ENVIRON_H
#define STENO_RECORDER_ENVIRON_H

/* A copy of the environment with `set` (NAME=VALUE, ended by NULL) in it; to be freed, the strings
 * not.  NULL when memory is out. */
char **environ_with(char *const *set);

#endif
