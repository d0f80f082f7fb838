/*
 * Pictures at random moments of recordings, from the nearest keyframes of an index, held against a replay from the start.
 *
 *	moments INDEX N SEED FILE...
 *
 * INDEX "-": without any keyframes.  Prints how many moments were compared, how many of them differ, and how many began at a keyframe.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/keyframes.h"
#include "indexer/stage.h"
#include "tests/unit/screens.h"

struct moment {
	struct stage_target target;
	uint64_t digest;
};

static uint64_t seed;
static struct lookup *lookup;
static struct catalog *catalog;
static long leaps;

static _Noreturn void
die(const char *what, const char *message)
{
	fprintf(stderr, "moments: %s: %s\n", what, message != NULL ? message : "?");
	exit(2);
}

/* A digest of what can be seen: FNV-1a. */
static void
mix(uint64_t *digest, const void *data, size_t len)
{
	const unsigned char *p = data;

	for (; len > 0; len--)
		*digest = (*digest ^ *p++) * 1099511628211u;
}

static uint64_t
digest_of(const struct picture *p)
{
	uint64_t digest = 14695981039346656037u;
	char text[PICTURE_TEXT_MAX + 1];
	int row, col, head[] = {p->cols, p->rows, p->cursor.row, p->cursor.col, p->cursor.visible, p->cursor.wraps, p->alternate,
	    p->reverse};

	mix(&digest, head, sizeof head);
	mix(&digest, p->title, strlen(p->title));
	for (row = 0; row < p->rows; row++)
		for (col = 0; col < p->cols; col++) {
			const struct picture_cell *c = picture_cell(p, row, col);
			uint32_t look[] = {c->fg, c->bg, c->attributes, c->width, c->text == 0};

			mix(&digest, look, sizeof look);
			mix(&digest, text, picture_text(p, c, text));
		}
	return digest;
}

static uint64_t
digest_of_screen(const struct screen *s)
{
	struct buffer bytes = {0};
	struct picture p = {0};
	uint64_t digest;

	picture_put(&bytes, s);
	if (buffer_status(&bytes) != 0 || picture_take(bytes.data, bytes.len, &p) != 0)
		die("a picture", "can't be taken");
	digest = digest_of(&p);
	picture_free(&p);
	buffer_free(&bytes);
	return digest;
}

static void
measure(const char *path, uint64_t *events, int64_t *last)
{
	struct source *source;
	struct event ev;

	if (source_open(path, NULL, &source, NULL) != 0)
		die(path, "can't be opened");
	*events = 0;
	*last = 0;
	while (source_next(source, &ev) == 1) {
		*events = ev.number + 1;
		*last = ev.at;
	}
	source_free(source);
}

static uint64_t
below(uint64_t limit)
{
	return limit == 0 ? 0 : ((uint64_t)screens_random(&seed) << 32 | screens_random(&seed)) % limit;
}

static bool
reaches(const struct stage_target *t, const struct event *ev)
{
	return t->by_event ? ev->number > t->event : ev->at > t->at;
}

/* What a replay from the start shows at each. */
static void
replay(const char *path, struct moment *list, int n)
{
	char *done = calloc((size_t)n, 1);
	struct source *source;
	struct screen *s;
	struct event ev;
	int i, r, cols, rows;

	if (source_open(path, NULL, &source, NULL) != 0 || done == NULL)
		die(path, "can't be opened");
	s = screen_new(source_header(source)->cols, source_header(source)->rows, 0);
	do {
		r = source_next(source, &ev);
		for (i = 0; i < n; i++)
			if (!done[i] && (r != 1 || reaches(&list[i].target, &ev))) {
				done[i] = 1;
				list[i].digest = digest_of_screen(s);
			}
		if (r == 1 && ev.code == EVENT_OUTPUT)
			screen_feed(s, ev.data, ev.len);
		else if (r == 1 && ev.code == EVENT_RESIZE && event_parse_size(ev.data, ev.len, &cols, &rows) == 0)
			screen_resize(s, cols, rows);
	} while (r == 1);
	screen_free(s);
	source_free(source);
	free(done);
}

static int
find(void *context, uint64_t event, int64_t at, struct stage_keyframe *k, struct buffer *data)
{
	int r = keyframes_find(context, event, at, k, data);

	leaps += r == 1;
	return r;
}

static void
use_index(struct stage *stage, const char *path, struct keyframes *k)
{
	const struct header *h = source_header(stage_source(stage));
	const struct lookup_session *session;
	struct catalog_recording known;
	char uuid[UUID_TEXT_SIZE], *real = realpath(path, NULL);
	int r;

	if (catalog == NULL) {
		free(real);
		return;
	}
	uuid_format(&h->session, uuid);
	r = h->has_session ? catalog_find_session(catalog, uuid, &known) : catalog_find_path(catalog, real, &known);
	free(real);
	if (r != 1 || lookup_session(lookup, known.session, &session) != 0)
		die(path, "is not in the index");
	*k = (struct keyframes){.lookup = lookup, .session = session->id};
	stage_use(stage, &(struct stage_keyframes){find, k});
	stage_marks(stage, &(struct source_marks){.find = keyframes_mark, .context = k});
}

static int
compare(const char *path, struct moment *list, int n)
{
	struct keyframes k = {0};
	struct stage *stage;
	char *message;
	int i, r, wrong = 0;

	if (stage_new(path, NULL, &stage, &message) != 0)
		die(path, message);
	use_index(stage, path, &k);
	for (i = 0; i < n; i++) {
		stage_aim(stage, &list[i].target, below(2));
		if ((r = stage_wait(stage)) != STAGE_READY)
			die(path, stage_trouble(stage));
		if (digest_of(stage_picture(stage)) == list[i].digest)
			continue;
		wrong++;
		printf("# %s differs at %s%" PRId64 "\n", path, list[i].target.by_event ? "@" : "",
		    list[i].target.by_event ? (int64_t)list[i].target.event : list[i].target.at);
	}
	stage_free(stage);
	return wrong;
}

static int
check(const char *path, int n)
{
	struct moment *list = calloc((size_t)n, sizeof *list);
	uint64_t events;
	int64_t last;
	int i, wrong;

	if (list == NULL)
		die(path, "out of memory");
	measure(path, &events, &last);
	for (i = 0; i < n; i++) {
		list[i].target.by_event = below(2);
		list[i].target.event = below(events + 1);
		list[i].target.at = (int64_t)below((uint64_t)last + 1);
	}
	replay(path, list, n);
	wrong = compare(path, list, n);
	free(list);
	return wrong;
}

int
main(int argc, char **argv)
{
	char *message = NULL;
	int i, n, wrong = 0;

	if (argc < 5 || (n = atoi(argv[2])) < 1)
		die("usage", "moments INDEX N SEED FILE...");
	seed = strtoull(argv[3], NULL, 10) * 2 + 1;
	if (strcmp(argv[1], "-") != 0 &&
	    (catalog_open(argv[1], CATALOG_READ, &catalog, &message) != 0 || lookup_new(catalog, &lookup) != 0))
		die(argv[1], message);
	for (i = 4; i < argc; i++)
		wrong += check(argv[i], n);
	printf("%d moments, %d differ, %ld from keyframes\n", n * (argc - 4), wrong, leaps);
	lookup_free(lookup);
	catalog_free(catalog);
	return wrong > 0;
}
