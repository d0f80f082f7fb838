/*
 * What the tests of writer and reader share: a folder of their own, and a session made of a seed,
 * whose events can be put into a writer and compared with what a reader gives back.
 */
#ifndef STENO_TESTS_SAMPLE_H
#define STENO_TESTS_SAMPLE_H

#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/clock.h"
#include "lib/base/utf8.h"
#include "lib/cast/reader.h"
#include "lib/cast/writer.h"
#include "tests/unit/check.h"

#define SAMPLE_UNUSED __attribute__((unused))

struct sample {
	struct event *events; /* with the numbers that a reader shall give */
	size_t count;
	char *bytes;
};

static uint64_t sample_seed = 1;

static uint32_t
sample_any(uint32_t below)
{
	sample_seed = sample_seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(sample_seed >> 33) % below;
}

static char sample_folder[64];

static int
sample_remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st;
	(void)kind;
	return ftw->level > 0 ? remove(path) : 0;
}

/* Empty the folder. */
static void
sample_sweep(void)
{
	nftw(sample_folder, sample_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void
sample_leave(void)
{
	sample_sweep();
	rmdir(sample_folder);
}

/* Memory is as good as a disk here, and spares it. */
static SAMPLE_UNUSED void
sample_enter(const char *name)
{
	snprintf(sample_folder, sizeof sample_folder, "%s/%s-XXXXXX",
	    access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp", name);
	if (mkdtemp(sample_folder) == NULL) {
		perror(sample_folder);
		exit(1);
	}
	atexit(sample_leave);
}

/* A name in the folder, for as long as the test runs. */
static SAMPLE_UNUSED const char *
sample_path(const char *name)
{
	static char paths[16][128];
	char path[128];
	size_t i;

	snprintf(path, sizeof path, "%s/%s", sample_folder, name);
	for (i = 0; i < 16 && *paths[i] != '\0'; i++)
		if (strcmp(paths[i], path) == 0)
			return paths[i];
	if (i == 16)
		abort();
	return strcpy(paths[i], path);
}

static SAMPLE_UNUSED void
sample_header(struct header *h)
{
	header_init(h);
	h->realtime = clock_realtime_ms();
	h->boottime = clock_boottime_ms();
	h->has_session = true;
	CHECK(uuid_make(&h->session, h->realtime) == 0);
	CHECK(header_set(&h->host, "h\xC3\xB6st") == 0 && header_set(&h->input, "full") == 0);
}

static size_t
sample_data(char code, char *to, size_t most)
{
	size_t len, i;

	switch (code) {
	case 'k':
		return (size_t)snprintf(to, 8, "p^M");
	case 's':
		return (size_t)snprintf(
		    to, 16, "e%c %u x", sample_any(2) ? 'c' : '-', sample_any(9999));
	case 'r':
		return (size_t)snprintf(to, 16, "%ux%u", 1 + sample_any(300), 1 + sample_any(100));
	}
	len = sample_any(20) ? sample_any(80) : sample_any((uint32_t)most);
	for (i = 0; i < len; i++)
		to[i] = (char)(sample_any(12) ? 0x20 + sample_any(95) : sample_any(0x80));
	if (len > 4 && sample_any(4) == 0)
		utf8_encode(0x10000 + sample_any(0x1000), to + sample_any((uint32_t)len - 4));
	if (len > 0 && sample_any(8) == 0)
		to[sample_any((uint32_t)len)] = (char)(0x80 + sample_any(0x80));
	return len;
}

/* A mix of o, i, k, s and r of about so many bytes; one in a few is no UTF-8. */
static SAMPLE_UNUSED void
sample_make(struct sample *s, uint64_t seed, size_t bytes)
{
	static const char codes[] = "oooooooooikksr";
	size_t most = 3000, used = 0, room = bytes / 20 + 100;
	uint64_t number = 0;
	int64_t at = 0;
	struct event *ev;

	sample_seed = seed;
	s->count = 0;
	s->bytes = malloc(bytes + most + 16);
	s->events = malloc(room * sizeof *s->events);
	while (used < bytes && s->count < room) {
		ev = &s->events[s->count++];
		at += sample_any(3) ? sample_any(40) : 0;
		*ev = (struct event){
		    .at = at, .code = codes[sample_any(sizeof codes - 1)], .data = s->bytes + used};
		ev->len = sample_data(ev->code, s->bytes + used, most);
		used += ev->len;
		number += utf8_valid_prefix(ev->data, ev->len) != ev->len;
		ev->number = number++;
	}
}

static SAMPLE_UNUSED void
sample_free(struct sample *s)
{
	free(s->events);
	free(s->bytes);
}

static SAMPLE_UNUSED void
sample_put(const struct sample *s, size_t from, size_t to, struct writer *w)
{
	for (; from < to; from++)
		CHECK(writer_put(w, &s->events[from]) == 0);
}

static bool
sample_same(const struct event *a, const struct event *b)
{
	return a->at == b->at && a->number == b->number && a->code == b->code && a->len == b->len &&
	    (a->len == 0 || memcmp(a->data, b->data, a->len) == 0);
}

/*
 * Read to the end for now: the number of the event behind what was read, if it was all like
 * the sample from `from` on; -1 - its place at the first that is not.
 */
static SAMPLE_UNUSED long
sample_read(const struct sample *s, size_t from, struct reader *r)
{
	struct event ev;
	int e;

	while ((e = reader_next(r, &ev)) == 1) {
		if (from == s->count || !sample_same(&ev, &s->events[from]))
			return -1 - (long)from;
		from++;
	}
	if (e < 0)
		printf("# reader: %s\n", reader_trouble(r));
	return e < 0 ? -1 - (long)from : (long)from;
}

/* Open, read all, and say how far it was like the sample; the reader's state afterwards. */
static SAMPLE_UNUSED long
sample_read_file(const struct sample *s, const char *path, enum reader_state *state)
{
	struct reader *r;
	int e = reader_open(path, &r);
	long n;

	if (e != 0) {
		printf("# open: %d\n", e);
		return -1;
	}
	n = sample_read(s, 0, r);
	if (state != NULL)
		*state = reader_state(r);
	reader_free(r);
	return n;
}

#endif
