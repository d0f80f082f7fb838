/* The environment for the recorded command: ours, with a few names set, or taken out. */
#ifndef STENO_RECORDER_ENVIRON_H
#define STENO_RECORDER_ENVIRON_H

/* A copy of the environment with `set` (NAME=VALUE, ended by NULL) in it, and without what is only a NAME
 * there; to be freed, the strings not.  NULL when memory is out. */
char **environ_with(char *const *set);

/* A copy of such an environment with a setting more; owned and freed likewise. */
char **environ_and(char *const *env, char *setting);

#endif
