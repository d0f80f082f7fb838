/*
 * The index, searched.
 *
 * Shards are asked one after the other, newest first, and only as long as hits are wanted.  In a shard up to three
 * streams of ids run beside one another, from the indexes of words, of parts of text and of what was shown; what all
 * of them have is a hit.  Ids fall with time, but within a bucket that was filled out of order; of such, all hits are
 * gathered and sorted first.
 */
#include "indexer/lookup.h"

#include <errno.h>
#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/squeeze.h"
#include "lib/base/error.h"
#include "lib/base/utf8.h"

#define GRAMS_MAX 12 /* of a part: more make it slower, not rarer */
#define STREAMS 3
#define SIDE_MAX 1000 /* columns or rows */
#define ID_OF(bucket) ((bucket) << CATALOG_BUCKET_BITS)
#define BUCKET_OF(id) ((id) >> CATALOG_BUCKET_BITS)

enum stream { STREAM_WORDS, STREAM_GRAMS, STREAM_SHOWN };

struct shard {
	int64_t n, from, until; /* ids; until is not in it */
	sqlite3_stmt *streams[STREAMS];
};

struct found {
	int64_t id, when;
};

struct lookup {
	struct catalog *catalog;
	sqlite3 *db;
	struct squeeze *squeeze;
	sqlite3_stmt *row, *session, *details, *output, *keyframe, *bucket, *all;
	fts5_tokenizer tokenizer;
	Fts5Tokenizer *words;
	struct shard *shards; /* newest first */
	int shard_count;
	struct lookup_session **sessions; /* by id, open addressing */
	size_t session_count, session_cap;

	struct lookup_want want;
	struct buffer grams;
	bool oldest_first; /* the streams' order */
	int64_t low, high; /* ids that are wanted; high is not in it */
	int shard;         /* the one at hand, or -1 */
	sqlite3_stmt *open[STREAMS];
	int opened;
	int64_t pushed; /* an id that was read ahead, or -1 */
	int64_t order_bucket;
	bool ordered;
	struct found *group; /* of a bucket that is out of order, in order */
	size_t group_count, group_cap, group_next;
	struct command held; /* of the hit that was given last */
};

static int
code_of(int r)
{
	return (r & 0xFF) == SQLITE_NOMEM ? -ENOMEM : (r & 0xFF) == SQLITE_CORRUPT ? ERR_DAMAGED : ERR_FAILED;
}

/* Opening. */

static fts5_api *
find_fts5(sqlite3 *db)
{
	fts5_api *api = NULL;
	sqlite3_stmt *p = NULL;

	if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &p, NULL) == SQLITE_OK) {
		sqlite3_bind_pointer(p, 1, &api, "fts5_api_ptr", NULL);
		sqlite3_step(p);
	}
	sqlite3_finalize(p);
	return api;
}

static int
open_words(struct lookup *l)
{
	const char *arguments[] = {"remove_diacritics", "2"};
	fts5_api *api = find_fts5(l->db);
	void *context;

	if (api == NULL || api->xFindTokenizer(api, "unicode61", &context, &l->tokenizer) != SQLITE_OK)
		return ERR_FAILED;
	return l->tokenizer.xCreate(context, arguments, 2, &l->words) == SQLITE_OK ? 0 : ERR_FAILED;
}

static int
load_shards(struct lookup *l)
{
	int64_t until = INT64_MAX;
	struct shard *grown;
	sqlite3_stmt *p;
	int r;

	if (sqlite3_prepare_v2(l->db, "SELECT n, bucket FROM shard ORDER BY bucket DESC", -1, &p, NULL) != SQLITE_OK)
		return ERR_FAILED;
	while ((r = sqlite3_step(p)) == SQLITE_ROW) {
		if ((grown = realloc(l->shards, sizeof *grown * (size_t)(l->shard_count + 1))) == NULL) {
			r = SQLITE_NOMEM;
			break;
		}
		l->shards = grown;
		l->shards[l->shard_count] = (struct shard){.n = sqlite3_column_int64(p, 0),
		    .from = ID_OF(sqlite3_column_int64(p, 1)), .until = until};
		until = l->shards[l->shard_count++].from;
	}
	sqlite3_finalize(p);
	return r == SQLITE_DONE ? 0 : code_of(r);
}

static int
prepare(struct lookup *l, const char *sql, sqlite3_stmt **out)
{
	return sqlite3_prepare_v3(l->db, sql, -1, SQLITE_PREPARE_PERSISTENT, out, NULL) == SQLITE_OK ? 0 : ERR_FAILED;
}

#define SESSION_COLUMNS \
	"SELECT s.id, uuid, user, host, login, tty, client, fingerprint, shell, command, title, zone, labels, parent, format," \
	" path, state, started, utc_offset, euid, loginuid, ended, events, commands, witnessed FROM session s" \
	" LEFT JOIN closing c ON c.session = s.id"

static int
prepare_all(struct lookup *l)
{
	int r;

	if ((r = prepare(l, "SELECT c.session, c.seq, c.at, c.event, c.gap, c.text, t.kind, t.depth, t.program,"
			    " coalesce(u.grade, t.grade), coalesce(u.reasons, t.reasons), e.exit, e.duration, e.span, e.bytes,"
			    " e.id IS NOT NULL FROM command c JOIN trait t ON t.id = c.trait"
			    " LEFT JOIN completion e ON e.id = c.id LEFT JOIN trait u ON u.id = e.trait WHERE c.id = ?1",
		 &l->row)) != 0 ||
	    (r = prepare(l, SESSION_COLUMNS " WHERE s.id = ?1", &l->session)) != 0 ||
	    (r = prepare(l, "SELECT name, value FROM detail WHERE command = ?1", &l->details)) != 0 ||
	    (r = prepare(l, "SELECT data, size, dropped FROM output JOIN text ON text.id = output.text WHERE command = ?1",
		 &l->output)) != 0 ||
	    (r = prepare(l, "SELECT event, at, cols, rows, covered, size, data FROM keyframe WHERE session = ?1 AND event <= ?2"
			    " AND (covered = 0 OR NOT ?3) ORDER BY event DESC LIMIT 1", &l->keyframe)) != 0)
		return r;
	return prepare(l, "SELECT sorted FROM bucket WHERE n = ?1", &l->bucket);
}

int
lookup_new(struct catalog *catalog, struct lookup **out)
{
	struct lookup *l = calloc(1, sizeof *l);
	int r;

	*out = NULL;
	if (l == NULL)
		return -ENOMEM;
	l->catalog = catalog;
	l->db = catalog_handle(catalog);
	l->shard = -1;
	if ((l->squeeze = squeeze_new()) == NULL)
		r = -ENOMEM;
	else if ((r = open_words(l)) == 0 && (r = prepare_all(l)) == 0)
		r = load_shards(l);
	if (r != 0) {
		lookup_free(l);
		return r;
	}
	*out = l;
	return 0;
}

static void
free_session(struct lookup_session *s)
{
	char **const strings[] = {&s->uuid, &s->user, &s->host, &s->login, &s->tty, &s->client, &s->fingerprint, &s->shell,
	    &s->command, &s->title, &s->zone, &s->labels, &s->parent, &s->format, &s->path, &s->state};
	size_t i;

	for (i = 0; i < sizeof strings / sizeof *strings; i++)
		free(*strings[i]);
	free(s);
}

static void
forget_streams(struct lookup *l)
{
	int n, i;

	for (n = 0; n < l->shard_count; n++)
		for (i = 0; i < STREAMS; i++) {
			sqlite3_finalize(l->shards[n].streams[i]);
			l->shards[n].streams[i] = NULL;
		}
}

void
lookup_free(struct lookup *l)
{
	size_t i;

	if (l == NULL)
		return;
	forget_streams(l);
	for (i = 0; i < l->session_cap; i++)
		if (l->sessions[i] != NULL)
			free_session(l->sessions[i]);
	sqlite3_finalize(l->row);
	sqlite3_finalize(l->session);
	sqlite3_finalize(l->details);
	sqlite3_finalize(l->output);
	sqlite3_finalize(l->keyframe);
	sqlite3_finalize(l->bucket);
	sqlite3_finalize(l->all);
	if (l->words != NULL)
		l->tokenizer.xDelete(l->words);
	command_free(&l->held);
	squeeze_free(l->squeeze);
	buffer_free(&l->grams);
	free(l->sessions);
	free(l->shards);
	free(l->group);
	free(l);
}

const char *
lookup_trouble(const struct lookup *l)
{
	return sqlite3_errmsg(l->db);
}

/* Words. */

struct words {
	int (*word)(void *context, const char *folded, size_t len, size_t from, size_t to);
	void *context;
};

static int
tell_word(void *context, int flags, const char *token, int len, int from, int to)
{
	const struct words *w = context;

	(void)flags;
	return w->word(w->context, token, (size_t)len, (size_t)from, (size_t)to) == 0 ? SQLITE_OK : SQLITE_ABORT;
}

int
lookup_words(struct lookup *l, const char *text, size_t len,
    int (*word)(void *context, const char *folded, size_t len, size_t from, size_t to), void *context)
{
	struct words w = {word, context};
	int r;

	if (len > INT32_MAX)
		return ERR_LIMIT;
	r = l->tokenizer.xTokenize(l->words, &w, FTS5_TOKENIZE_QUERY, text, (int)len, tell_word);
	return r == SQLITE_OK || r == SQLITE_ABORT ? 0 : code_of(r);
}

void
lookup_quote(struct buffer *out, const char *word, size_t len, bool begins, bool not)
{
	size_t i;

	if (out->len > 0)
		buffer_adds(out, not ? " NOT " : " AND ");
	buffer_addc(out, '"');
	for (i = 0; i < len; i++) {
		/* no word has one, but who knows what it was made of */
		if (word[i] == '"')
			buffer_addc(out, '"');
		if (word[i] != '\0')
			buffer_addc(out, word[i]);
	}
	buffer_addc(out, '"');
	if (begins)
		buffer_adds(out, " *");
}

void
lookup_quote_tag(struct buffer *out, char kind, const char *name)
{
	struct buffer tag = {0};

	catalog_tag(&tag, kind, name);
	if (tag.len > 1)
		lookup_quote(out, tag.data, tag.len - 1, false, false);
	buffer_free(&tag);
}

/* Its runs of three characters, as the index has them; all of a short part, some of a long one. */
static int
put_grams(struct buffer *out, const char *part)
{
	const unsigned char *p = (const unsigned char *)part;
	size_t len = strlen(part), at[4096], count = 0, i, step;
	uint32_t code;

	buffer_clear(out);
	for (i = 0; i < len && count < 4096; count++) {
		int n = utf8_decode(p + i, len - i, &code);

		at[count] = i;
		i += n > 0 ? (size_t)n : 1;
	}
	if (count < 3)
		return 0;
	step = (count - 2 + GRAMS_MAX - 1) / GRAMS_MAX;
	for (i = 0; i + 2 < count; i += step)
		lookup_quote(out, part + at[i], (i + 3 < count ? at[i + 3] : len) - at[i], false, false);
	return buffer_status(out);
}

/* Asking. */

static void
leave_shard(struct lookup *l)
{
	int i;

	for (i = 0; i < l->opened; i++)
		sqlite3_reset(l->open[i]);
	l->opened = 0;
	l->pushed = -1;
}

int
lookup_ask(struct lookup *l, const struct lookup_want *want)
{
	int64_t since = want->since < 0 ? 0 : want->since, until = want->until < 0 ? 0 : want->until;
	int r;

	leave_shard(l);
	if (l->oldest_first != want->oldest_first)
		forget_streams(l);
	l->oldest_first = want->oldest_first;
	l->want = *want;
	l->group_count = l->group_next = 0;
	l->order_bucket = -1;
	l->shard = -1;
	buffer_clear(&l->grams);
	if (want->part != NULL && (r = put_grams(&l->grams, want->part)) != 0)
		return r;
	l->low = want->since == INT64_MIN ? 0 : ID_OF(since >> CATALOG_BUCKET_MS_BITS);
	/* a full bucket runs over into the next */
	l->high = until >> CATALOG_BUCKET_MS_BITS > INT64_C(1) << 32 ? INT64_MAX
								   : ID_OF((until >> CATALOG_BUCKET_MS_BITS) + 2);
	if (want->above >= l->low)
		l->low = want->above + 1;
	if (want->below < l->high)
		l->high = want->below;
	return 0;
}

static int
open_stream(struct lookup *l, enum stream which, const char *match, int64_t low, int64_t high)
{
	static const char *const names[STREAMS] = {"words", "grams", "shown"};
	struct shard *shard = &l->shards[l->shard];
	sqlite3_stmt **p = &shard->streams[which];
	char sql[256];

	if (*p == NULL) {
		snprintf(sql, sizeof sql, "SELECT rowid FROM %s_%" PRId64 " WHERE %s_%" PRId64 " MATCH ?1 AND rowid >= ?2"
		    " AND rowid < ?3 ORDER BY rowid %s", names[which], shard->n, names[which], shard->n,
		    l->want.oldest_first ? "ASC" : "DESC");
		if (prepare(l, sql, p) != 0)
			return ERR_FAILED;
	}
	sqlite3_bind_text(*p, 1, match, -1, SQLITE_TRANSIENT);
	sqlite3_bind_int64(*p, 2, low);
	sqlite3_bind_int64(*p, 3, high);
	l->open[l->opened++] = *p;
	return 0;
}

/* Without words: all rows. */
static int
open_all(struct lookup *l, int64_t low, int64_t high)
{
	int r;

	sqlite3_finalize(l->all);
	l->all = NULL;
	if ((r = prepare(l, l->want.oldest_first ? "SELECT id FROM command WHERE id >= ?2 AND id < ?3 ORDER BY id"
						 : "SELECT id FROM command WHERE id >= ?2 AND id < ?3 ORDER BY id DESC",
		 &l->all)) != 0)
		return r;
	sqlite3_bind_int64(l->all, 2, low);
	sqlite3_bind_int64(l->all, 3, high);
	l->open[l->opened++] = l->all;
	return 0;
}

static int
open_shard(struct lookup *l)
{
	const struct shard *shard = &l->shards[l->shard];
	int64_t low = shard->from > l->low ? shard->from : l->low, high = shard->until < l->high ? shard->until : l->high;
	int r = 0;

	if (low >= high)
		return 0;
	if (l->want.words != NULL)
		r = open_stream(l, STREAM_WORDS, l->want.words, low, high);
	if (r == 0 && l->grams.len > 0)
		r = open_stream(l, STREAM_GRAMS, buffer_string(&l->grams), low, high);
	if (r == 0 && l->want.shown != NULL)
		r = open_stream(l, STREAM_SHOWN, l->want.shown, low, high);
	return r == 0 && l->opened == 0 ? open_all(l, low, high) : r;
}

/* The next shard that is asked: 1, 0 none. */
static int
next_shard(struct lookup *l)
{
	int r;

	leave_shard(l);
	do {
		if (l->want.oldest_first)
			l->shard = l->shard < 0 ? l->shard_count - 1 : l->shard - 1;
		else
			l->shard++;
		if (l->shard < 0 || l->shard >= l->shard_count) {
			l->shard = l->want.oldest_first ? 0 : l->shard_count;
			return 0;
		}
		if ((r = open_shard(l)) != 0)
			return r;
	} while (l->opened == 0);
	return 1;
}

/* Streams. */

static int
advance(struct lookup *l, int i, int64_t *id)
{
	int r = sqlite3_step(l->open[i]);

	if (r == SQLITE_ROW) {
		*id = sqlite3_column_int64(l->open[i], 0);
		return 1;
	}
	return r == SQLITE_DONE ? 0 : code_of(r);
}

/* The next id that all streams of the shard have. */
static int
next_common(struct lookup *l, int64_t *out)
{
	int64_t id = 0, other = 0;
	int i, agreed, r;

	if ((r = advance(l, 0, &id)) != 1)
		return r;
	/* `at` each: the streams' rows stand until they are stepped */
	for (i = 1, agreed = 1; agreed < l->opened; i = (i + 1) % l->opened) {
		bool begun = sqlite3_stmt_busy(l->open[i]) != 0;

		if (begun)
			other = sqlite3_column_int64(l->open[i], 0);
		while (!begun || (l->want.oldest_first ? other < id : other > id)) {
			if ((r = advance(l, i, &other)) != 1)
				return r;
			begun = true;
		}
		if (other == id) {
			agreed++;
		} else {
			id = other;
			agreed = 1;
		}
	}
	*out = id;
	return 1;
}

static int
next_id(struct lookup *l, int64_t *id)
{
	int r;

	if (l->pushed >= 0) {
		*id = l->pushed;
		l->pushed = -1;
		return 1;
	}
	for (;;) {
		if (l->opened == 0 && (r = next_shard(l)) != 1)
			return r;
		if ((r = next_common(l, id)) != 0)
			return r;
		leave_shard(l);
	}
}

/* Rows. */

static char *
column_copy(sqlite3_stmt *p, int n)
{
	const unsigned char *text = sqlite3_column_text(p, n);

	return text != NULL ? strdup((const char *)text) : NULL;
}

static int64_t
column_number(sqlite3_stmt *p, int n)
{
	return sqlite3_column_type(p, n) == SQLITE_NULL ? COMMAND_UNKNOWN : sqlite3_column_int64(p, n);
}

static struct lookup_session *
take_session(sqlite3_stmt *p)
{
	struct lookup_session *s = calloc(1, sizeof *s);
	char **strings[16];
	int i;

	if (s == NULL)
		return NULL;
	memcpy(strings, ((char **[]){&s->uuid, &s->user, &s->host, &s->login, &s->tty, &s->client, &s->fingerprint,
	    &s->shell, &s->command, &s->title, &s->zone, &s->labels, &s->parent, &s->format, &s->path, &s->state}),
	    sizeof strings);
	s->id = sqlite3_column_int64(p, 0);
	for (i = 0; i < 16; i++)
		*strings[i] = column_copy(p, i + 1);
	s->started = column_number(p, 17);
	s->utc_offset = column_number(p, 18);
	s->euid = column_number(p, 19);
	s->loginuid = column_number(p, 20);
	s->ended = column_number(p, 21);
	s->events = (uint64_t)sqlite3_column_int64(p, 22);
	s->commands = (uint64_t)sqlite3_column_int64(p, 23);
	s->witnessed = sqlite3_column_int(p, 24) != 0;
	return s;
}

static size_t
slot_of(struct lookup_session **table, size_t cap, int64_t id)
{
	size_t i = (uint64_t)id * 0x9E3779B97F4A7C15u >> 20 & (cap - 1);

	while (table[i] != NULL && table[i]->id != id)
		i = (i + 1) & (cap - 1);
	return i;
}

static int
grow_sessions(struct lookup *l)
{
	size_t cap = l->session_cap ? l->session_cap * 2 : 256, i;
	struct lookup_session **table;

	if (l->session_count * 2 < l->session_cap)
		return 0;
	if ((table = calloc(cap, sizeof *table)) == NULL)
		return -ENOMEM;
	for (i = 0; i < l->session_cap; i++)
		if (l->sessions[i] != NULL)
			table[slot_of(table, cap, l->sessions[i]->id)] = l->sessions[i];
	free(l->sessions);
	l->sessions = table;
	l->session_cap = cap;
	return 0;
}

static int
get_session(struct lookup *l, int64_t id, const struct lookup_session **out)
{
	size_t i;
	int r;

	if ((r = grow_sessions(l)) != 0)
		return r;
	i = slot_of(l->sessions, l->session_cap, id);
	if (l->sessions[i] == NULL) {
		sqlite3_bind_int64(l->session, 1, id);
		if (sqlite3_step(l->session) == SQLITE_ROW)
			l->sessions[i] = take_session(l->session);
		sqlite3_reset(l->session);
		if (l->sessions[i] == NULL)
			return ERR_DAMAGED;
		l->session_count++;
	}
	*out = l->sessions[i];
	return 0;
}

static int64_t
when_of(const struct lookup_session *s, int64_t at)
{
	return s->started == COMMAND_UNKNOWN ? COMMAND_UNKNOWN : s->started + at;
}

static int
take_row(struct lookup *l, struct lookup_hit *hit)
{
	sqlite3_stmt *p = l->row;
	struct command *c = &hit->c;
	int r;

	if ((r = get_session(l, sqlite3_column_int64(p, 0), &hit->session)) != 0)
		return r;
	*c = (struct command){.seq = (uint64_t)sqlite3_column_int64(p, 1), .at = sqlite3_column_int64(p, 2),
	    .event = (uint64_t)sqlite3_column_int64(p, 3), .kind = (enum command_kind)sqlite3_column_int(p, 6),
	    .depth = sqlite3_column_int(p, 7), .grade = (enum command_grade)sqlite3_column_int(p, 9),
	    .reasons = (unsigned)sqlite3_column_int64(p, 10), .exit = column_number(p, 11),
	    .duration = column_number(p, 12), .bytes = (uint64_t)sqlite3_column_int64(p, 14)};
	/* whoever made the file: these are indexes into tables */
	if (c->kind > COMMAND_REPLY || c->grade > GRADE_U)
		return ERR_DAMAGED;
	c->output_from = c->event + (uint64_t)sqlite3_column_int64(p, 4);
	c->output_to = c->output_from + (uint64_t)sqlite3_column_int64(p, 13);
	snprintf(c->program, sizeof c->program, "%s", (const char *)sqlite3_column_text(p, 8));
	buffer_add(&c->text, sqlite3_column_blob(p, 5), (size_t)sqlite3_column_bytes(p, 5));
	hit->ended = sqlite3_column_int(p, 15) != 0;
	hit->when = when_of(hit->session, c->at);
	return buffer_status(&c->text);
}

/* 1, 0 when it is gone, or negative. */
static int
load_row(struct lookup *l, int64_t id, struct lookup_hit *hit)
{
	int r;

	*hit = (struct lookup_hit){.id = id};
	sqlite3_bind_int64(l->row, 1, id);
	r = sqlite3_step(l->row);
	if (r == SQLITE_ROW)
		r = take_row(l, hit);
	else
		r = r == SQLITE_DONE ? ERR_NOTFOUND : code_of(r);
	sqlite3_reset(l->row);
	command_free(&l->held);
	l->held = hit->c;
	return r == 0 ? 1 : r == ERR_NOTFOUND ? 0 : r;
}

/* Order within buckets. */

static int
is_ordered(struct lookup *l, int64_t bucket, bool *ordered)
{
	int r;

	if (bucket != l->order_bucket) {
		sqlite3_bind_int64(l->bucket, 1, bucket);
		r = sqlite3_step(l->bucket);
		l->ordered = r != SQLITE_ROW || sqlite3_column_int(l->bucket, 0) != 0;
		sqlite3_reset(l->bucket);
		if (r != SQLITE_ROW && r != SQLITE_DONE)
			return code_of(r);
		l->order_bucket = bucket;
	}
	*ordered = l->ordered;
	return 0;
}

static int
by_time_falling(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	if (x->when != y->when)
		return x->when > y->when ? -1 : 1;
	return x->id > y->id ? -1 : x->id < y->id;
}

static int
add_found(struct lookup *l, int64_t id, int64_t when)
{
	struct found *grown;

	if (l->group_count == l->group_cap) {
		l->group_cap = l->group_cap ? l->group_cap * 2 : 256;
		if ((grown = realloc(l->group, l->group_cap * sizeof *grown)) == NULL)
			return -ENOMEM;
		l->group = grown;
	}
	l->group[l->group_count++] = (struct found){id, when};
	return 0;
}

/* All hits of the bucket that this id is in. */
static int
gather_bucket(struct lookup *l, int64_t id)
{
	int64_t bucket = BUCKET_OF(id), next = id;
	struct lookup_hit hit;
	struct found swap;
	size_t i;
	int r;

	l->group_count = l->group_next = 0;
	do {
		if ((r = load_row(l, next, &hit)) < 0 || (r == 1 && (r = add_found(l, next, hit.when)) != 0))
			return r;
	} while ((r = next_id(l, &next)) == 1 && BUCKET_OF(next) == bucket);
	if (r < 0)
		return r;
	l->pushed = r == 1 ? next : -1;
	qsort(l->group, l->group_count, sizeof *l->group, by_time_falling);
	for (i = 0; l->want.oldest_first && i < l->group_count / 2; i++) {
		swap = l->group[i];
		l->group[i] = l->group[l->group_count - 1 - i];
		l->group[l->group_count - 1 - i] = swap;
	}
	return 0;
}

static bool
is_wanted(const struct lookup *l, const struct lookup_hit *hit)
{
	if (l->want.since == INT64_MIN && l->want.until == INT64_MAX)
		return true;
	return hit->when != COMMAND_UNKNOWN && hit->when >= l->want.since && hit->when < l->want.until;
}

/* The next id in order: 1, 0, negative. */
static int
next_in_order(struct lookup *l, int64_t *id)
{
	bool ordered = true;
	int r;

	for (;;) {
		if (l->group_next < l->group_count) {
			*id = l->group[l->group_next++].id;
			return 1;
		}
		if ((r = next_id(l, id)) != 1 || (r = is_ordered(l, BUCKET_OF(*id), &ordered)) != 0)
			return r;
		if (ordered)
			return 1;
		if ((r = gather_bucket(l, *id)) != 0)
			return r;
	}
}

int
lookup_next(struct lookup *l, struct lookup_hit *hit)
{
	int64_t id;
	int r;

	if (l->want.ids_only) {
		*hit = (struct lookup_hit){0};
		return next_id(l, &hit->id);
	}
	for (;;) {
		if ((r = next_in_order(l, &id)) != 1 || (r = load_row(l, id, hit)) < 0)
			return r;
		if (r == 1 && is_wanted(l, hit))
			return 1;
	}
}

int
lookup_get(struct lookup *l, int64_t id, struct lookup_hit *hit)
{
	return load_row(l, id, hit);
}

/* What belongs to a hit. */

static void
take_detail(struct lookup *l, struct command *c)
{
	const char *name = (const char *)sqlite3_column_text(l->details, 0);
	struct buffer *to = strstr(name, "cwd") != NULL ? &c->cwd : strstr(name, "reported") != NULL ? &c->reported
												    : &c->typed;

	/* those of the end, which come first, outrank the beginning's */
	if (to->len == 0)
		buffer_add(to, sqlite3_column_text(l->details, 1), (size_t)sqlite3_column_bytes(l->details, 1));
}

int
lookup_details(struct lookup *l, struct lookup_hit *hit)
{
	int r, pass;

	for (pass = 0; pass < 2; pass++) {
		sqlite3_bind_int64(l->details, 1, hit->id);
		while ((r = sqlite3_step(l->details)) == SQLITE_ROW)
			if ((strncmp((const char *)sqlite3_column_text(l->details, 0), "end.", 4) == 0) == (pass == 0))
				take_detail(l, &hit->c);
		sqlite3_reset(l->details);
		if (r != SQLITE_DONE)
			return code_of(r);
	}
	l->held = hit->c;
	return 0;
}

int
lookup_output(struct lookup *l, int64_t id, struct buffer *out, uint64_t *dropped)
{
	int r;

	sqlite3_bind_int64(l->output, 1, id);
	r = sqlite3_step(l->output);
	if (r == SQLITE_ROW) {
		*dropped = (uint64_t)sqlite3_column_int64(l->output, 2);
		r = squeeze_unpack(l->squeeze, sqlite3_column_blob(l->output, 0), (size_t)sqlite3_column_bytes(l->output, 0),
		    (size_t)sqlite3_column_int64(l->output, 1), out);
		r = r == 0 ? 1 : r;
	} else {
		r = r == SQLITE_DONE ? 0 : code_of(r);
	}
	sqlite3_reset(l->output);
	return r;
}

static int
take_keyframe(struct lookup *l, struct lookup_keyframe *k, struct buffer *data)
{
	sqlite3_stmt *p = l->keyframe;

	*k = (struct lookup_keyframe){.event = (uint64_t)sqlite3_column_int64(p, 0), .at = sqlite3_column_int64(p, 1),
	    .cols = sqlite3_column_int(p, 2), .rows = sqlite3_column_int(p, 3),
	    .covered = (uint32_t)sqlite3_column_int64(p, 4)};
	if (k->cols < 1 || k->cols > SIDE_MAX || k->rows < 1 || k->rows > SIDE_MAX || k->at < 0)
		return ERR_DAMAGED;
	return squeeze_unpack(l->squeeze, sqlite3_column_blob(p, 6), (size_t)sqlite3_column_bytes(p, 6),
	    (size_t)sqlite3_column_int64(p, 5), data);
}

int
lookup_keyframe(struct lookup *l, int64_t session, uint64_t event, bool exact, struct lookup_keyframe *k,
    struct buffer *data)
{
	int r;

	sqlite3_bind_int64(l->keyframe, 1, session);
	sqlite3_bind_int64(l->keyframe, 2, event < INT64_MAX ? (int64_t)event : INT64_MAX);
	sqlite3_bind_int(l->keyframe, 3, exact);
	r = sqlite3_step(l->keyframe);
	if (r == SQLITE_ROW)
		r = (r = take_keyframe(l, k, data)) == 0 ? 1 : r;
	else
		r = r == SQLITE_DONE ? 0 : code_of(r);
	sqlite3_reset(l->keyframe);
	return r;
}

/* Sessions. */

int
lookup_find_session(struct lookup *l, const char *name, const struct lookup_session **out)
{
	sqlite3_stmt *p;
	int64_t id = 0;
	int r, count = 0;

	/* hexadecimal digits sort before this */
	if (sqlite3_prepare_v2(l->db, "SELECT id FROM session WHERE uuid >= ?1 AND uuid < ?1 || 'g' LIMIT 2", -1, &p, NULL) !=
	    SQLITE_OK)
		return ERR_FAILED;
	sqlite3_bind_text(p, 1, name, -1, SQLITE_STATIC);
	while ((r = sqlite3_step(p)) == SQLITE_ROW) {
		id = sqlite3_column_int64(p, 0);
		count++;
	}
	sqlite3_finalize(p);
	if (r != SQLITE_DONE)
		return code_of(r);
	return count == 0 ? ERR_NOTFOUND : count > 1 ? ERR_RANGE : get_session(l, id, out);
}

int
lookup_sessions(struct lookup *l, int64_t since, int64_t until,
    int (*each)(void *context, const struct lookup_session *), void *context)
{
	struct lookup_session *s;
	sqlite3_stmt *p;
	int r = 0, step = SQLITE_DONE;

	if (sqlite3_prepare_v2(l->db, SESSION_COLUMNS " ORDER BY started DESC, s.id DESC", -1, &p, NULL) != SQLITE_OK)
		return ERR_FAILED;
	while (r == 0 && (step = sqlite3_step(p)) == SQLITE_ROW) {
		if ((s = take_session(p)) == NULL) {
			r = -ENOMEM;
			break;
		}
		/* one without a time is in no range; one that goes on has no end */
		if ((since == INT64_MIN && until == INT64_MAX) || (s->started != COMMAND_UNKNOWN && s->started < until &&
		    (s->ended == COMMAND_UNKNOWN || s->started + s->ended >= since)))
			r = each(context, s);
		free_session(s);
	}
	sqlite3_finalize(p);
	return r < 0 ? r : r > 0 || step == SQLITE_DONE ? 0 : code_of(step);
}
