/* Who does something: for the trail's entries. */
#ifndef STENO_TRAIL_DOER_H
#define STENO_TRAIL_DOER_H

#include <stdint.h>

struct doer {
	int64_t uid;        /* that logged in, as the kernel keeps it; else the real one */
	char name[128];     /* "" where nobody knows it */
	char client[128];   /* the address that ssh reports, or "" */
};

/* Of this process. */
void doer_load(struct doer *);

#endif
