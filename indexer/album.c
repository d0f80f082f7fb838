/* Keyframes of a recording, kept by who passes through it. */
#include "indexer/album.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/squeeze.h"
#include "lib/base/error.h"

struct kept {
	struct stage_keyframe k;
	size_t size; /* as it is */
	char *data;  /* packed */
	size_t len;
};

struct album {
	struct squeeze *squeeze;
	struct buffer scratch;
	struct kept *list; /* by event */
	size_t count, cap, weight, budget;
	uint64_t step;
};

struct album *
album_new(size_t budget)
{
	struct album *a = calloc(1, sizeof *a);

	if (a == NULL || (a->squeeze = squeeze_new()) == NULL) {
		free(a);
		return NULL;
	}
	a->budget = budget;
	a->step = 1;
	return a;
}

void
album_free(struct album *a)
{
	size_t i;

	if (a == NULL)
		return;
	for (i = 0; i < a->count; i++)
		free(a->list[i].data);
	free(a->list);
	squeeze_free(a->squeeze);
	buffer_free(&a->scratch);
	free(a);
}

uint64_t
album_step(const struct album *a)
{
	return a->step;
}

static void
thin_out(struct album *a)
{
	size_t i, n = 0;

	a->step *= 2;
	for (i = 0; i < a->count; i++) {
		if (i % 2 == 0) {
			a->list[n++] = a->list[i];
			continue;
		}
		a->weight -= a->list[i].len + sizeof *a->list;
		free(a->list[i].data);
	}
	a->count = n;
}

/* How many are neither behind the event nor behind the time. */
static size_t
before(const struct album *a, uint64_t event, int64_t at)
{
	size_t low = 0, high = a->count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (a->list[middle].k.event <= event && a->list[middle].k.at <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static int
pack(struct album *a, const char *data, size_t len, struct kept *made)
{
	int r;

	buffer_clear(&a->scratch);
	if ((r = squeeze_pack(a->squeeze, data, len, &a->scratch)) != 0)
		return r;
	if ((made->data = malloc(a->scratch.len + 1)) == NULL)
		return -ENOMEM;
	memcpy(made->data, a->scratch.data, a->scratch.len);
	made->len = a->scratch.len;
	return 0;
}

int
album_add(struct album *a, const struct stage_keyframe *k, const char *data, size_t len)
{
	size_t n = before(a, k->event, INT64_MAX), cap = a->cap ? a->cap * 2 : 256;
	struct kept made = {.k = *k, .size = len}, *list;
	int r;

	if (len == 0 || (n > 0 && a->list[n - 1].k.event == k->event))
		return 0;
	if (a->count == a->cap) {
		if ((list = realloc(a->list, cap * sizeof *list)) == NULL)
			return -ENOMEM;
		a->list = list;
		a->cap = cap;
	}
	if ((r = pack(a, data, len, &made)) != 0)
		return r == ERR_LIMIT ? 0 : r;
	memmove(a->list + n + 1, a->list + n, (a->count - n) * sizeof *a->list);
	a->list[n] = made;
	a->count++;
	if ((a->weight += made.len + sizeof made) > a->budget)
		thin_out(a);
	return 0;
}

uint64_t
album_next(const struct album *a, uint64_t event)
{
	size_t n = event > 0 ? before(a, event - 1, INT64_MAX) : 0;

	return n < a->count ? a->list[n].k.event : UINT64_MAX;
}

int
album_find(void *context, uint64_t event, int64_t at, struct stage_keyframe *k, struct buffer *data)
{
	struct album *a = context;
	size_t n = before(a, event, at);
	int r;

	if (n == 0)
		return 0;
	*k = a->list[n - 1].k;
	r = squeeze_unpack(a->squeeze, a->list[n - 1].data, a->list[n - 1].len, a->list[n - 1].size, data);
	return r == 0 ? 1 : r;
}
