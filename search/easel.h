/* What steno search -i looks like. */
#ifndef STENO_SEARCH_EASEL_H
#define STENO_SEARCH_EASEL_H

#include "search/browse.h"

/* Paint all of it on the console's canvas; sets `rows` and moves `top` so that what is selected is seen. */
void easel_paint(struct browse *);

#endif
