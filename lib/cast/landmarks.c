/*
 * Places in a foreign recording from which reading can go on.  Those of packed files hold the bytes that the unpacking refers
 * back to, which pack well: they are text.
 */
#include "lib/cast/landmarks.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

#include "lib/base/error.h"

#define BUDGET (8u * 1024 * 1024)
#define LARGE 4096 /* bytes that are worth packing, and being far apart */
#define LARGE_STEP (4 * LANDMARKS_STEP)
#define DATA_MAX (1u << 20)

struct kept {
	struct landmark place;
	char *data;
	size_t len, size; /* as kept, and unpacked: the same where it is not packed */
};

struct landmarks {
	struct kept *list; /* by event */
	size_t count, cap, weight;
	uint64_t step;
	struct buffer packed;
};

struct landmarks *
landmarks_new(void)
{
	struct landmarks *l = calloc(1, sizeof *l);

	if (l != NULL)
		l->step = LANDMARKS_STEP;
	return l;
}

void
landmarks_free(struct landmarks *l)
{
	size_t i;

	if (l == NULL)
		return;
	for (i = 0; i < l->count; i++)
		free(l->list[i].data);
	free(l->list);
	buffer_free(&l->packed);
	free(l);
}

/* How many are not behind the event. */
static size_t
before(const struct landmarks *l, uint64_t event)
{
	size_t low = 0, high = l->count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (l->list[middle].place.event <= event)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The recording's start needs none. */
bool
landmarks_due(const struct landmarks *l, uint64_t event, uint64_t bytes)
{
	size_t n = before(l, event);
	uint64_t last = n > 0 ? l->list[n - 1].place.bytes : 0;

	return bytes > last && bytes - last >= l->step;
}

static void
thin_out(struct landmarks *l)
{
	uint64_t last = 0;
	size_t i, n = 0;

	l->step *= 2;
	for (i = 0; i < l->count; i++) {
		if (l->list[i].place.bytes - last >= l->step) {
			last = l->list[i].place.bytes;
			l->list[n++] = l->list[i];
			continue;
		}
		l->weight -= l->list[i].len + sizeof *l->list;
		free(l->list[i].data);
	}
	l->count = n;
}

static int
make(struct landmarks *l, const char *data, size_t len, struct kept *out)
{
	size_t bound = ZSTD_compressBound(len), n;
	char *packed;

	out->size = out->len = len;
	buffer_clear(&l->packed);
	if (len > LARGE) {
		if ((packed = buffer_reserve(&l->packed, bound)) == NULL)
			return -ENOMEM;
		n = ZSTD_compress(packed, bound, data, len, 1);
		if (!ZSTD_isError(n) && n < len) {
			out->len = n;
			data = packed;
		}
		if (l->step < LARGE_STEP)
			l->step = LARGE_STEP;
	}
	if ((out->data = malloc(out->len + 1)) == NULL)
		return -ENOMEM;
	memcpy(out->data, data, out->len);
	return 0;
}

int
landmarks_add(struct landmarks *l, const struct landmark *place, const char *data, size_t len)
{
	size_t n = before(l, place->event), cap = l->cap ? l->cap * 2 : 64;
	struct kept *list, made = {.place = *place};
	int r;

	if (len > DATA_MAX || (n > 0 && l->list[n - 1].place.event == place->event))
		return 0;
	if (l->count == l->cap) {
		if ((list = realloc(l->list, cap * sizeof *list)) == NULL)
			return -ENOMEM;
		l->list = list;
		l->cap = cap;
	}
	if ((r = make(l, data, len, &made)) != 0)
		return r;
	memmove(l->list + n + 1, l->list + n, (l->count - n) * sizeof *l->list);
	l->list[n] = made;
	l->count++;
	if ((l->weight += made.len + sizeof made) > BUDGET)
		thin_out(l);
	return 0;
}

int
landmarks_find(struct landmarks *l, uint64_t event, struct landmark *place, struct buffer *data)
{
	size_t n = before(l, event);
	const struct kept *k;
	char *to;

	if (n == 0)
		return 0;
	k = &l->list[n - 1];
	*place = k->place;
	if (k->len == k->size) {
		buffer_add(data, k->data, k->len);
	} else {
		if ((to = buffer_reserve(data, k->size)) == NULL)
			return -ENOMEM;
		if (ZSTD_decompress(to, k->size, k->data, k->len) != k->size)
			return ERR_DAMAGED;
		data->len += k->size;
	}
	return data->broken ? -ENOMEM : 1;
}
