/* A screen without its secrets. */
#include "indexer/veil.h"

#include <errno.h>
#include <stdlib.h>

static int
find_secrets(void *context, const char *text, size_t len, const struct screen_span **spans)
{
	struct veil *v = context;
	const struct censor_span *found;
	int i, n = censor_find(v->censor, text, len, &found);

	if (n > 0 && (size_t)n > v->cap) {
		free(v->spans);
		v->cap = 0;
		if ((v->spans = calloc((size_t)n, sizeof *v->spans)) == NULL)
			return -ENOMEM;
		v->cap = (size_t)n;
	}
	for (i = 0; i < n; i++)
		v->spans[i] = (struct screen_span){found[i].from, found[i].to};
	*spans = v->spans;
	return n;
}

int
veil_screen(struct veil *v, struct screen *s)
{
	int n = screen_cover(s, find_secrets, v);

	return n < 0 ? -ENOMEM : n;
}
