/* Files of journals that are done with, kept empty to be used again, for making a file is dear.  Any thread may take one. */
#ifndef STENO_CAST_SPARES_H
#define STENO_CAST_SPARES_H

#include <pthread.h>
#include <stdbool.h>

#define SPARES_MAX 8

struct spares {
	pthread_mutex_t lock;
	char *paths[SPARES_MAX];
	unsigned count;
};

void spares_init(struct spares *);
void spares_release(struct spares *); /* the files stay */

/* Empty the file and keep it: true, and the path is taken; false where there is no room, or it can't be.  One thread's. */
bool spares_keep(struct spares *, char *path);

/* One of them, the caller's to rename and write, and to free; NULL: there is none. */
char *spares_take(struct spares *);

/* Remove their files. */
void spares_remove(struct spares *);

#endif
