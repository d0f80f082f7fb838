/* The commands that the index of a store finds by words. */
#include "trail/hits.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/error.h"
#include "lib/verb/verb.h"
#include "trail/errand.h"

#define TEXT_MAX (256u * 1024 * 1024)
#define ARGUMENTS 7

void
hits_release(struct hits *h)
{
	free(h->list);
	memset(h, 0, sizeof *h);
}

static int
in_order(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;
	int c = memcmp(&x->session, &y->session, sizeof x->session);

	return c != 0 ? c : (x->event > y->event) - (x->event < y->event);
}

static int
take_line(struct hits *h, const char *line)
{
	char id[UUID_TEXT_SIZE];
	struct hit hit, *more;

	if (sscanf(line, "%36s %" SCNu64, id, &hit.event) != 2 || uuid_parse(id, &hit.session) != 0)
		return 0;
	if (h->count == h->room) {
		if ((more = reallocarray(h->list, h->room * 2 + 64, sizeof *more)) == NULL)
			return -ENOMEM;
		h->list = more;
		h->room = h->room * 2 + 64;
	}
	h->list[h->count++] = hit;
	return 0;
}

static int
take_answer(struct hits *h, struct buffer *answer)
{
	char *line, *stop;
	int r = 0;

	if (buffer_string(answer) == NULL)
		return -ENOMEM;
	for (line = answer->data; answer->len > 0 && r == 0 && (stop = strchr(line, '\n')) != NULL; line = stop + 1) {
		*stop = '\0';
		r = take_line(h, line);
	}
	if (h->count > 1)
		qsort(h->list, h->count, sizeof *h->list, in_order);
	return r;
}

int
hits_ask(const char *store, const char *const *words, int count, struct hits *h)
{
	const char **argv = calloc((size_t)count + ARGUMENTS + 1, sizeof *argv);
	struct buffer answer = {0};
	char *index = NULL;
	int r = -ENOMEM;

	memset(h, 0, sizeof *h);
	if (argv != NULL && asprintf(&index, "%s/index.db", store) >= 0) {
		const char *const first[ARGUMENTS] = {"steno-search", "search", "--format", "{session} {event}\\n", "--index", index, "--"};

		memcpy(argv, first, sizeof first);
		memcpy(argv + ARGUMENTS, words, (size_t)count * sizeof *words);
		if ((r = errand_run("search", "steno-search", NULL, argv, TEXT_MAX, &answer)) == EXIT_FINE || r == EXIT_FOUND)
			r = take_answer(h, &answer);
		else if (r > 0)
			r = ERR_FAILED;
	}
	free(index);
	free(argv);
	buffer_free(&answer);
	return r;
}

bool
hits_has(const struct hits *h, const struct uuid *session, uint64_t event)
{
	const struct hit key = {*session, event};

	return h->count > 0 && bsearch(&key, h->list, h->count, sizeof key, in_order) != NULL;
}

bool
hits_in(const struct hits *h, const struct uuid *session)
{
	size_t low = 0, high = h->count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (memcmp(&h->list[middle].session, session, sizeof *session) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < h->count && memcmp(&h->list[low].session, session, sizeof *session) == 0;
}
