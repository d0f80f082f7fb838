/* Two indexes, compared. */
#include "indexer/collation.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "indexer/sql/assay.h"
#include "lib/base/error.h"
#include "lib/cast/digest.h"

#define UUID_SIZE 40
#define KINDS_MAX 24
#define TOLD_MAX 20 /* findings that are looked for row by row */

typedef unsigned __int128 sum;

struct tally {
	char uuid[UUID_SIZE];
	sum sums[2][KINDS_MAX];
	bool there[2], ended; /* its row of `session`; the second's `ended` */
};

struct collator {
	struct tally **slots; /* by uuid, open addressing; their number is a power of two */
	size_t room, count;
	char kinds[KINDS_MAX][16];
	size_t kind_count;
	int side;
	uint64_t rows[2];
	unsigned char key[DIGEST_SIZE];
	struct digest *digest;
};

/* `{"kind":"K","uuid":"U"` at the beginning of a line. */
static bool
split(const char *line, size_t len, char kind[16], char uuid[UUID_SIZE])
{
	static const char head[] = "{\"kind\":\"", middle[] = "\",\"uuid\":\"";
	const char *at = line + sizeof head - 1, *end = line + len, *stop;

	if (len < sizeof head || memcmp(line, head, sizeof head - 1) != 0 || (stop = memchr(at, '"', (size_t)(end - at))) == NULL ||
	    (size_t)(stop - at) >= 16 || (size_t)(end - stop) < sizeof middle || memcmp(stop, middle, sizeof middle - 1) != 0)
		return false;
	snprintf(kind, 16, "%.*s", (int)(stop - at), at);
	at = stop + sizeof middle - 1;
	if ((stop = memchr(at, '"', (size_t)(end - at))) == NULL || (size_t)(stop - at) >= UUID_SIZE)
		return false;
	snprintf(uuid, UUID_SIZE, "%.*s", (int)(stop - at), at);
	return true;
}

static size_t
slot_of(const struct collator *c, const char *uuid)
{
	uint64_t hash = 14695981039346656037u;
	size_t i;

	for (i = 0; uuid[i] != '\0'; i++)
		hash = (hash ^ (unsigned char)uuid[i]) * 1099511628211u;
	for (i = (size_t)hash & (c->room - 1); c->slots[i] != NULL && strcmp(c->slots[i]->uuid, uuid) != 0; i = (i + 1) & (c->room - 1))
		;
	return i;
}

static int
grow(struct collator *c)
{
	struct collator wide = *c;
	size_t i;

	wide.room = c->room ? 2 * c->room : 64;
	if ((wide.slots = calloc(wide.room, sizeof *wide.slots)) == NULL)
		return -ENOMEM;
	for (i = 0; i < c->room; i++)
		if (c->slots[i] != NULL)
			wide.slots[slot_of(&wide, c->slots[i]->uuid)] = c->slots[i];
	free(c->slots);
	*c = wide;
	return 0;
}

static struct tally *
tally_of(struct collator *c, const char *uuid)
{
	size_t slot;

	if (2 * c->count >= c->room && grow(c) != 0)
		return NULL;
	slot = slot_of(c, uuid);
	if (c->slots[slot] == NULL && (c->slots[slot] = calloc(1, sizeof **c->slots)) != NULL) {
		snprintf(c->slots[slot]->uuid, UUID_SIZE, "%s", uuid);
		c->count++;
	}
	return c->slots[slot];
}

static int
kind_of(struct collator *c, const char *kind)
{
	size_t i;

	for (i = 0; i < c->kind_count; i++)
		if (strcmp(c->kinds[i], kind) == 0)
			return (int)i;
	if (i == KINDS_MAX)
		return ERR_LIMIT;
	snprintf(c->kinds[c->kind_count++], sizeof *c->kinds, "%s", kind);
	return (int)i;
}

static int
sum_of(struct collator *c, const char *line, size_t len, sum *out)
{
	unsigned char bytes[DIGEST_SIZE];
	int r;

	if ((r = digest_begin(c->digest)) == 0 && (r = digest_add(c->digest, c->key, sizeof c->key)) == 0 &&
	    (r = digest_add(c->digest, line, len)) == 0 && (r = digest_end(c->digest, bytes)) == 0)
		memcpy(out, bytes, sizeof *out);
	return r;
}

static int
add_line(void *context, const char *line, size_t len)
{
	struct collator *c = context;
	char kind[16], uuid[UUID_SIZE];
	struct tally *t;
	sum one;
	int r, k;

	/* what is no session's id in an index that somebody changed has none of ours */
	if (!split(line, len, kind, uuid))
		return ERR_DAMAGED;
	if ((k = kind_of(c, kind)) < 0)
		return k;
	if ((t = tally_of(c, uuid)) == NULL)
		return -ENOMEM;
	if ((r = sum_of(c, line, len, &one)) != 0)
		return r;
	t->sums[c->side][k] += one;
	if (strcmp(kind, "session") == 0) {
		t->there[c->side] = true;
		t->ended = memmem(line, len, "\"state\":null", 12) == NULL;
	}
	c->rows[c->side]++;
	return 0;
}

/* The lines of one kind of one session, of either side. */
struct pick {
	const char *uuid, *kind;
	struct buffer lines[2];
	int side;
};

static int
pick_line(void *context, const char *line, size_t len)
{
	struct pick *p = context;
	char kind[16], uuid[UUID_SIZE];

	if (split(line, len, kind, uuid) && strcmp(kind, p->kind) == 0 && strcmp(uuid, p->uuid) == 0)
		buffer_add(&p->lines[p->side], line, len);
	return buffer_status(&p->lines[p->side]);
}

static int64_t
number_in(const char *line, size_t len)
{
	static const char *const names[] = {"\"seq\":", "\"event\":"};
	const char *at;
	size_t i;

	for (i = 0; i < 2; i++)
		if ((at = memmem(line, len, names[i], strlen(names[i]))) != NULL)
			return strtoll(at + strlen(names[i]), NULL, 10);
	return -1;
}

static const char *
next_line(const struct buffer *b, size_t *at, size_t *len)
{
	const char *line = b->data + *at, *stop;

	if (*at >= b->len || (stop = memchr(line, '\n', b->len - *at)) == NULL)
		return NULL;
	*len = (size_t)(stop + 1 - line);
	*at += *len;
	return line;
}

/* The first of the lines, which are in order, that the other side has not in its place. */
static void
first_difference(const struct pick *p, const struct collation_listener *l)
{
	size_t at[2] = {0, 0}, len[2] = {0, 0};
	const char *line[2];
	int64_t number[2];

	do {
		line[0] = next_line(&p->lines[0], &at[0], &len[0]);
		line[1] = next_line(&p->lines[1], &at[1], &len[1]);
	} while (line[0] != NULL && line[1] != NULL && len[0] == len[1] && memcmp(line[0], line[1], len[0]) == 0);
	number[0] = line[0] ? number_in(line[0], len[0]) : INT64_MAX;
	number[1] = line[1] ? number_in(line[1], len[1]) : INT64_MAX;
	l->found(l->context, line[0] == NULL || number[1] < number[0] ? COLLATION_LACKING
	    : line[1] == NULL || number[0] < number[1] ? COLLATION_EXCESS : COLLATION_ALTERED,
	    p->uuid, p->kind, number[0] < number[1] ? number[0] : number[1] == INT64_MAX ? -1 : number[1]);
}

static int
tell_row(struct catalog *sides[2], const struct tally *t, const char *kind, const struct collation_listener *l)
{
	struct pick p = {.uuid = t->uuid, .kind = kind};
	int r = 0;

	/* words are in no order that two indexes share */
	if (strcmp(kind, "word") == 0) {
		l->found(l->context, COLLATION_ALTERED, t->uuid, kind, -1);
		return 0;
	}
	for (p.side = 0; p.side < 2 && r == 0; p.side++)
		r = assay_write(sides[p.side], pick_line, &p);
	if (r == 0)
		first_difference(&p, l);
	buffer_free(&p.lines[0]);
	buffer_free(&p.lines[1]);
	return r;
}

static bool
is_asked(const struct tally *t, const struct collation_listener *l)
{
	return *t->uuid == '\0' || ((!t->there[1] || t->ended) && !l->waits(l->context, t->uuid));
}

static int
compare(struct collator *c, struct catalog *sides[2], const struct tally *t, const struct collation_listener *l, struct collation *out)
{
	size_t k = 0;

	while (k < c->kind_count && t->sums[0][k] == t->sums[1][k])
		k++;
	if (k == c->kind_count || !is_asked(t, l))
		return 0;
	out->found++;
	if (*t->uuid != '\0' && t->there[0] != t->there[1]) {
		l->found(l->context, t->there[0] ? COLLATION_EXCESS : COLLATION_LACKING, t->uuid, "", -1);
		return 0;
	}
	if (out->found > TOLD_MAX) {
		l->found(l->context, COLLATION_ALTERED, t->uuid, c->kinds[k], -1);
		return 0;
	}
	return tell_row(sides, t, c->kinds[k], l);
}

static int
by_uuid(const void *a, const void *b)
{
	return strcmp((*(const struct tally *const *)a)->uuid, (*(const struct tally *const *)b)->uuid);
}

static int
compare_all(struct collator *c, struct catalog *sides[2], const struct collation_listener *l, struct collation *out)
{
	size_t i, n = 0;
	int r = 0;

	/* packed to the front, and in order of time: no slot is looked for any more */
	for (i = 0; i < c->room; i++)
		if (c->slots[i] != NULL)
			c->slots[n++] = c->slots[i];
	for (i = n; i < c->room; i++)
		c->slots[i] = NULL;
	if (n > 0)
		qsort(c->slots, n, sizeof *c->slots, by_uuid);
	for (i = 0; i < n && r == 0; i++) {
		out->sessions += c->slots[i]->there[1];
		r = compare(c, sides, c->slots[i], l, out);
	}
	return r;
}

int
collation_make(struct catalog *held, struct catalog *wanted, const struct collation_listener *l, struct collation *out)
{
	struct catalog *sides[2] = {held, wanted};
	struct collator c = {.room = 0};
	size_t i;
	int r;

	memset(out, 0, sizeof *out);
	if (getrandom(c.key, sizeof c.key, 0) != (ssize_t)sizeof c.key)
		return -errno;
	if ((r = digest_new(&c.digest)) != 0)
		return r;
	for (c.side = 0; c.side < 2 && r == 0; c.side++)
		if ((r = assay_write(sides[c.side], add_line, &c)) == ERR_FAILED && c.side == 0)
			r = ERR_DAMAGED;
	if (r == 0)
		r = compare_all(&c, sides, l, out);
	out->rows = c.rows[1];
	for (i = 0; i < c.room; i++)
		free(c.slots[i]);
	free(c.slots);
	digest_free(c.digest);
	return r;
}
