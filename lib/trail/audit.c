/*
 * Verifies a store's trail.  First the checkpoints, one key handing on to the next; then the log, line by line, with the
 * tree growing beside it and its root compared wherever a checkpoint says what it must be.
 */
#include "lib/trail/audit.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/trail/epoch.h"
#include "lib/trail/merkle.h"
#include "lib/trail/scroll.h"

#define UNSIGNED_MS 120000 /* twice as long as an entry may be without a checkpoint */
#define CHECKPOINTS_MAX (1024u * 1024 * 1024)
#define KEY_MAX 512

/* A root that the tree must have at this size. */
struct mark {
	uint64_t size;
	unsigned char root[DIGEST_SIZE];
	int64_t offset; /* of its note */
	bool witness;
};

struct range {
	uint64_t from, to; /* both included */
};

struct audit {
	const struct audit_request *request;
	struct audit_result *result;
	struct signet *genesis;
	struct buffer marks;   /* struct mark */
	struct buffer keys;    /* public keys of all epochs */
	struct buffer stubs, granted; /* struct range */
	size_t mark;           /* the next */
	struct merkle_edge edge;
	struct digest *digest;
	unsigned char prev[DIGEST_SIZE];
	uint64_t good;         /* entries under the last root that was right */
	int64_t good_offset;
	struct {
		bool any;
		uint64_t index;
		int64_t offset, time, boot_time, span;
		char boot_id[64];
	} open; /* the first entry that no checkpoint covers, and how long others went on behind it */
};

static __attribute__((format(printf, 7, 8))) void
found(struct audit *a, enum audit_kind kind, const char *file, uint64_t entry, uint64_t until, int64_t offset,
    const char *format, ...)
{
	struct audit_result *r = a->result;
	va_list args;

	if (kind == AUDIT_TAMPERED)
		r->intact = AUDIT_NO;
	if (kind == AUDIT_CUT)
		r->complete = AUDIT_NO;
	if (kind <= r->kind)
		return;
	r->kind = kind;
	r->file = file;
	r->entry = entry;
	r->until = until;
	r->offset = offset;
	buffer_clear(&r->what);
	va_start(args, format);
	buffer_addv(&r->what, format, args);
	va_end(args);
}

static int
open_in(const char *folder, const char *name)
{
	char path[4096];
	int fd;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	return fd < 0 ? -errno : fd;
}

static int
load(const char *folder, const char *name, size_t limit, struct buffer *out)
{
	char path[4096];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	return file_load_now(path, limit, out);
}

static int
add_mark(struct audit *a, const struct checkpoint *c, int64_t offset, bool witness)
{
	struct mark m = {.size = c->size, .offset = offset, .witness = witness};

	memcpy(m.root, c->root, DIGEST_SIZE);
	buffer_add(&a->marks, &m, sizeof m);
	return buffer_status(&a->marks);
}

static int
find_genesis(struct audit *a)
{
	const struct audit_request *q = a->request;
	struct buffer text = {0};
	int r;

	if (q->trust != NULL)
		return signet_from_public(signet_name(q->trust), signet_public(q->trust), &a->genesis);
	if ((r = load(q->folder, "key.pub", KEY_MAX, &text)) == 0)
		r = signet_from_text(text.len > 0 ? text.data : "", text.len, &a->genesis);
	buffer_free(&text);
	if (r == ERR_FORMAT || r == -ENOENT || r == ERR_LIMIT) {
		found(a, AUDIT_TAMPERED, "key.pub", 0, 0, 0,
		    r == -ENOENT ? "the verifier's key is missing" : "it is no verifier's key");
		return 0;
	}
	return r;
}

static void
take_notes(struct audit *a, struct epoch *e, const struct buffer *text, int *error)
{
	struct checkpoint c;
	size_t at = 0, from;
	const char *what = NULL;
	int r;

	while (*error == 0 && (from = at, r = checkpoint_next(text->data, text->len, &at, &c)) != 0) {
		if (r == ERR_TRUNCATED)
			return; /* a crash's; the next writer cuts it */
		if (r < 0)
			found(a, AUDIT_TAMPERED, "checkpoints", 0, 0, (int64_t)from, "no checkpoint stands here");
		else if ((r = epoch_take(e, &c, &what)) == ERR_TAMPERED)
			found(a, AUDIT_TAMPERED, "checkpoints", 0, 0, (int64_t)from, "checkpoint of %" PRIu64 " entries: %s",
			    c.size, what);
		else
			*error = r;
		if (r != 0)
			return;
		a->result->checkpoints++;
		a->result->sealed_time = c.time;
		a->result->covered = c.size;
		buffer_add(&a->keys, signet_public(e->key), SIGNET_KEY_SIZE);
		if (c.has_broke) {
			a->result->break_time = c.time;
			found(a, AUDIT_BROKEN, "checkpoints", 0, 0, (int64_t)from,
			    "epoch %" PRIu64 " was not announced: the signer before it was lost with its key", c.epoch);
		}
		*error = add_mark(a, &c, (int64_t)from, false);
	}
}

static int
read_checkpoints(struct audit *a)
{
	struct buffer text = {0};
	struct epoch e = {0};
	int r, error = 0;

	if (a->genesis == NULL)
		return 0;
	if ((r = load(a->request->folder, "checkpoints", CHECKPOINTS_MAX, &text)) == -ENOENT)
		r = 0;
	if (r == 0 && (r = epoch_begin(&e, a->genesis)) == 0) {
		buffer_add(&a->keys, signet_public(e.key), SIGNET_KEY_SIZE);
		if (text.len > 0)
			take_notes(a, &e, &text, &error);
		a->result->breaks = e.breaks;
		r = error;
	}
	epoch_release(&e);
	buffer_free(&text);
	return r;
}

/* Is it signed with a key that this log ever had?  1, 0, or negative. */
static int
is_ours(struct audit *a, const struct checkpoint *c)
{
	struct signet *key;
	size_t i;
	int r = 0;

	for (i = 0; i + SIGNET_KEY_SIZE <= a->keys.len && r == 0; i += SIGNET_KEY_SIZE) {
		if ((r = signet_from_public(signet_name(a->genesis), (unsigned char *)a->keys.data + i, &key)) != 0)
			return r;
		r = checkpoint_check(c, key);
		signet_free(key);
	}
	return r;
}

static int
read_witness(struct audit *a)
{
	const struct audit_request *q = a->request;
	struct checkpoint c;
	size_t at = 0, from;
	int r;

	while (q->witness != NULL && (from = at, r = checkpoint_next(q->witness, q->witness_len, &at, &c)) != 0) {
		if (r > 0 && a->genesis != NULL && (r = is_ours(a, &c)) == 1) {
			if ((r = add_mark(a, &c, (int64_t)from, true)) != 0)
				return r;
			continue;
		}
		if (r < 0 && r != ERR_FORMAT && r != ERR_TRUNCATED)
			return r;
		a->result->anchored = AUDIT_NO;
		found(a, AUDIT_TAMPERED, "witness", 0, 0, (int64_t)from,
		    r < 0 ? "no checkpoint stands here" : "the witness's checkpoint is not of this log: its key is none that the log had");
		return 0;
	}
	return 0;
}

static int
by_size(const void *one, const void *two)
{
	const struct mark *a = one, *b = two;

	return a->size < b->size ? -1 : a->size > b->size;
}

/* All marks of the size that the tree has now. */
static int
compare_roots(struct audit *a, int64_t offset)
{
	const struct mark *marks = (struct mark *)(void *)a->marks.data, *m;
	size_t n = a->marks.len / sizeof *m;
	unsigned char root[DIGEST_SIZE];
	bool right = true;
	int r;

	if (a->mark == n || marks[a->mark].size != a->edge.size)
		return 0;
	if ((r = merkle_edge_root(&a->edge, a->digest, root)) != 0)
		return r;
	for (; a->mark < n && marks[a->mark].size == a->edge.size; a->mark++) {
		m = &marks[a->mark];
		if (memcmp(m->root, root, DIGEST_SIZE) == 0) {
			if (m->witness)
				a->result->witnessed = m->size;
			continue;
		}
		right = false;
		if (m->witness)
			a->result->anchored = AUDIT_NO;
		found(a, AUDIT_TAMPERED, "log.jsonl", a->good, m->size, a->good_offset,
		    "entries were rewritten: %s %" PRIu64 " of them has another root",
		    m->witness ? "the witness's checkpoint of" : "the signed checkpoint of", m->size);
	}
	if (right) {
		a->good = a->edge.size;
		a->good_offset = offset;
	}
	return 0;
}

static int
note_stub(struct buffer *list, uint64_t index)
{
	struct range *last = (struct range *)(void *)list->data, one = {index, index};
	size_t count = list->len / sizeof one;

	if (count > 0 && last[count - 1].to + 1 == index) {
		last[count - 1].to = index;
		return 0;
	}
	buffer_add(list, &one, sizeof one);
	return buffer_status(list);
}

static int
note_entry(struct audit *a, const struct entry_view *v)
{
	struct audit_result *r = a->result;
	struct range granted;

	if (v->erased) {
		r->erased++;
		return note_stub(&a->stubs, v->index);
	}
	if (r->first_time == INT64_MIN)
		r->first_time = v->time;
	r->last_time = v->time;
	if (v->action.len < 6 || memcmp(v->action.data, "trail.", 6) != 0)
		return 0;
	if (entry_is(&v->action, "trail.torn")) {
		r->torn++;
		r->torn_bytes += (uint64_t)entry_number(v, "bytes", 0);
	} else if (entry_is(&v->action, "trail.broke")) {
		r->broke++;
	} else if (entry_is(&v->action, "trail.erased")) {
		granted = (struct range){(uint64_t)entry_number(v, "from", -1), (uint64_t)entry_number(v, "to", -1)};
		if (granted.from <= granted.to && granted.to < v->index)
			buffer_add(&a->granted, &granted, sizeof granted);
	}
	return buffer_status(&a->granted);
}

/* By the clock that nobody sets, where it is one boot. */
static void
note_open(struct audit *a, const struct entry_view *v, int64_t offset)
{
	size_t n = v->boot_id.len < sizeof a->open.boot_id ? v->boot_id.len : sizeof a->open.boot_id - 1;
	int64_t span;

	if (!a->open.any) {
		a->open.any = true;
		a->open.index = v->index;
		a->open.offset = offset;
		a->open.time = v->time;
		a->open.boot_time = v->boot_time;
		memcpy(a->open.boot_id, v->boot_id.data, n);
	}
	if (n > 0 && strlen(a->open.boot_id) == n && memcmp(a->open.boot_id, v->boot_id.data, n) == 0)
		span = v->boot_time - a->open.boot_time;
	else
		span = v->time - a->open.time;
	a->open.span = span > a->open.span ? span : a->open.span;
}

/* Under any signature, also one that only a witness has. */
static bool
is_covered(const struct audit *a, uint64_t index)
{
	const struct mark *m = (struct mark *)(void *)a->marks.data;
	size_t n = a->marks.len / sizeof *m;

	return n > 0 && index < m[n - 1].size;
}

/* Entry 0 says which key signs, and how far that protects. */
static int
check_first(struct audit *a, const struct entry_view *v, int64_t offset)
{
	struct buffer text = {0}, vkey = {0};
	struct entry_text detail = v->detail;
	int r = 0;

	if (v->erased || !entry_is(&v->action, "trail.began")) {
		found(a, AUDIT_TAMPERED, "log.jsonl", 0, 1, offset, "the log's beginning is missing: its first entry is another");
		return 0;
	}
	buffer_add(&text, detail.data, detail.len);
	if (a->genesis != NULL)
		r = signet_put_public(a->genesis, &vkey);
	if (r == 0 && buffer_string(&text) != NULL && buffer_string(&vkey) != NULL) {
		a->result->personal = strstr(text.data, "\"protection\":\"personal\"") != NULL;
		if (a->genesis != NULL && strstr(text.data, vkey.data) == NULL)
			found(a, AUDIT_TAMPERED, "key.pub", 0, 0, 0, "it is not the key that the log began with");
	}
	buffer_free(&text);
	buffer_free(&vkey);
	return r;
}

/* What is wrong with this line as entry number `index`: NULL, nothing; *error when that could not be found out. */
static const char *
judge_line(struct audit *a, const struct scroll_line *line, struct entry_view *v, int *error)
{
	uint64_t index = a->edge.size;
	int r;

	if (entry_parse(line->data, line->len, v) != 0)
		return "this line is no entry";
	if (v->index > index)
		return "entries are missing before this line";
	if (v->index < index)
		return "this line stands here a second time, or in the wrong place";
	if ((r = entry_check(a->digest, line->data, v)) < 0)
		*error = r;
	else if (r == 0)
		return "this entry was changed: its digest does not fit";
	if (!v->erased && memcmp(v->prev, a->prev, DIGEST_SIZE) != 0)
		return "this entry does not continue the one before it";
	return NULL;
}

static int
take_line(struct audit *a, const struct scroll_line *line)
{
	unsigned char leaf[DIGEST_SIZE];
	struct entry_view v;
	const char *what;
	uint64_t index = a->edge.size;
	int r = 0;

	if ((what = judge_line(a, line, &v, &r)) != NULL) {
		found(a, AUDIT_TAMPERED, "log.jsonl", index, index + 1, line->offset, "%s", what);
		return 1;
	}
	if (r != 0 || (index == 0 && (r = check_first(a, &v, line->offset)) != 0) || (r = note_entry(a, &v)) != 0)
		return r;
	if (!v.erased && !is_covered(a, index))
		note_open(a, &v, line->offset);
	memcpy(a->prev, v.hash, DIGEST_SIZE);
	if ((r = merkle_leaf(a->digest, v.hash, leaf)) != 0 || (r = merkle_edge_add(&a->edge, a->digest, leaf)) != 0 ||
	    (r = compare_roots(a, line->offset + (int64_t)line->len + 1)) != 0)
		return r;
	a->result->entries++;
	return a->request->each ? a->request->each(a->request->context, &v, line->offset) : 0;
}

/* Behind a line that is wrong the chain says nothing more; what follows is only counted. */
static int
read_log(struct audit *a, int fd)
{
	struct scroll_line line;
	struct scroll *scroll;
	int r;

	if ((r = scroll_new(fd, &scroll)) != 0)
		return r;
	if ((r = compare_roots(a, 0)) == 0)
		while ((r = scroll_next(scroll, &line)) == 1 && (r = take_line(a, &line)) == 0)
			;
	if (r == ERR_LIMIT) {
		found(a, AUDIT_TAMPERED, "log.jsonl", a->edge.size, a->edge.size + 1, line.offset,
		    "this line is longer than an entry can be");
		r = 1;
	}
	if (r == 0)
		scroll_end(scroll, &a->result->half);
	scroll_free(scroll);
	return r > 0 ? 0 : r;
}

static void
judge_end(struct audit *a)
{
	const struct mark *m = (struct mark *)(void *)a->marks.data;
	size_t n = a->marks.len / sizeof *m;

	if (a->result->intact == AUDIT_NO || a->mark == n)
		return;
	/* the largest says how much is missing */
	m += n - 1;
	if (m->witness)
		a->result->anchored = AUDIT_NO;
	found(a, AUDIT_CUT, "log.jsonl", a->edge.size, m->size, 0,
	    "the log was cut: %s says that there were %" PRIu64 " entries, and %" PRIu64 " are here",
	    m->witness ? "the witness's checkpoint" : "a signed checkpoint", m->size, a->edge.size);
}

static int
by_start(const void *a, const void *b)
{
	const struct range *x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

/* The first entry from .. to that none of the ranges has, which are in order of their starts; to + 1 where there is none. */
static uint64_t
first_outside(const struct range *list, size_t count, size_t *at, uint64_t from, uint64_t to)
{
	while (*at < count && from <= to && list[*at].from <= from) {
		if (list[*at].to >= from)
			from = list[*at].to < to ? list[*at].to + 1 : to + 1;
		if (list[*at].to > to)
			break; /* the next stub may be in it too */
		(*at)++;
	}
	return from;
}

/* Many sessions may have been pruned, each with a stub and an entry: both lists are gone through once, in order. */
static void
judge_stubs(struct audit *a)
{
	const struct range *s = (struct range *)(void *)a->stubs.data;
	struct range *g = (struct range *)(void *)a->granted.data;
	size_t i, count = a->granted.len / sizeof *g, at = 0;
	uint64_t index;

	if (count > 1)
		qsort(g, count, sizeof *g, by_start);
	for (i = 0; i < a->stubs.len / sizeof *s; i++) {
		index = first_outside(g, count, &at, s[i].from, s[i].to);
		if (index > s[i].to)
			continue;
		found(a, AUDIT_TAMPERED, "log.jsonl", index, index + 1, 0,
		    "this entry was erased, and no later one says by whose authority");
		return;
	}
}

/* What was not denied is so, as far as there was something to hold it against. */
static void
conclude(struct audit *a)
{
	struct audit_result *r = a->result;

	if (r->broke > 0)
		found(a, AUDIT_TAMPERED, "log.jsonl", 0, 0, 0,
		    "a writer found that the log did not continue its newest checkpoint, and said so (trail.broke)");
	if (a->open.span > UNSIGNED_MS)
		found(a, AUDIT_UNSIGNED, "log.jsonl", a->open.index, a->edge.size, a->open.offset,
		    "nothing was signed for %" PRId64 " s while entries were made: who signs did not, or checkpoints were taken away", a->open.span / 1000);
	if (r->intact == AUDIT_UNKNOWN)
		r->intact = AUDIT_YES;
	if (r->complete == AUDIT_UNKNOWN && r->intact == AUDIT_YES && r->checkpoints > 0 && r->breaks == 0 && a->open.span <= UNSIGNED_MS)
		r->complete = AUDIT_YES;
	if (r->anchored == AUDIT_UNKNOWN && r->witnessed > 0 && r->intact == AUDIT_YES)
		r->anchored = AUDIT_YES;
}

int
audit_trail(const struct audit_request *request, struct audit_result *result)
{
	struct audit a = {.request = request, .result = result};
	int fd, r;

	memset(result, 0, sizeof *result);
	result->first_time = result->last_time = result->sealed_time = result->break_time = INT64_MIN;
	if ((fd = open_in(request->folder, "log.jsonl")) < 0)
		return fd == -ENOENT || fd == -ENOTDIR ? ERR_NOTFOUND : fd;
	if ((r = digest_new(&a.digest)) == 0 && (r = find_genesis(&a)) == 0 && (r = read_checkpoints(&a)) == 0 &&
	    (r = read_witness(&a)) == 0) {
		if (a.genesis != NULL)
			snprintf(result->origin, sizeof result->origin, "%s", signet_name(a.genesis));
		if (a.marks.len > 0)
			qsort(a.marks.data, a.marks.len / sizeof(struct mark), sizeof(struct mark), by_size);
		if ((r = read_log(&a, fd)) == 0) {
			judge_end(&a);
			judge_stubs(&a);
			conclude(&a);
		}
	}
	close(fd);
	signet_free(a.genesis);
	digest_free(a.digest);
	buffer_free(&a.marks);
	buffer_free(&a.keys);
	buffer_free(&a.stubs);
	buffer_free(&a.granted);
	return r;
}

void
audit_release(struct audit_result *r)
{
	buffer_free(&r->what);
}

const char *
audit_answer_word(enum audit_answer answer)
{
	static const char *const words[] = {"unknown", "yes", "no"};

	return words[answer];
}

const char *
audit_kind_word(enum audit_kind kind)
{
	static const char *const words[] = {"", "unsigned", "broken", "cut", "tampered"};

	return words[kind];
}
