/* What was found, on its way into the index. */
#include "indexer/batch.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A command whose end has not come: its row's id, once it has one. */
struct unended {
	struct command c; /* without texts */
	int64_t id;       /* 0: it is in the batch, */
	size_t item;      /* there */
};

struct batch_session {
	struct batch *batch;
	const struct header *header;
	int64_t epoch;
	char *format, *path, uuid[UUID_TEXT_SIZE];
	int64_t id;           /* 0: not in the index yet */
	int64_t former;       /* whose recording lay there before; 0: nobody's */
	uint64_t known;       /* the highest seq that is in the index */
	uint64_t keyframe;    /* and the highest event of a keyframe */
	struct unended *list; /* by seq */
	size_t count, cap;
	struct buffer tags;
	struct buffer output; /* of the command whose end comes next */
	uint64_t output_seq, dropped;
	uint64_t commands;    /* the highest seq that was given */
	bool touched, released, closing;
	bool erased; /* somebody took it out of the index meanwhile: nothing more of it is added */
	struct batch_closing end;
	struct batch_session *next;
};

enum kind { ITEM_COMMAND, ITEM_END, ITEM_KEYFRAME, ITEM_MARK };

struct item {
	enum kind kind;
	struct batch_session *session;
	int64_t when; /* a command's, in ms since 1970 */
	size_t order;
	struct command c;
	struct command_end end; /* an end's; a command's, where it came in time */
	bool ended;
	struct buffer data; /* an end's output, a keyframe, or a mark */
	uint64_t dropped;
	struct letter_keyframe keyframe; /* of a mark its event alone */
	int64_t id; /* an end's: of its command */
};

struct batch {
	struct catalog *catalog;
	struct batch_session *sessions;
	struct item *items;
	size_t count, cap, weight;
	int failure;
};

struct batch *
batch_new(struct catalog *catalog)
{
	struct batch *b = calloc(1, sizeof *b);

	if (b != NULL)
		b->catalog = catalog;
	return b;
}

static void
free_session(struct batch_session *s)
{
	buffer_free(&s->tags);
	buffer_free(&s->output);
	free(s->list);
	free(s->format);
	free(s->path);
	free(s);
}

static void
free_item(struct item *item)
{
	command_free(&item->c);
	command_end_free(&item->end);
	buffer_free(&item->data);
}

static void
clear_items(struct batch *b)
{
	size_t i;

	for (i = 0; i < b->count; i++)
		free_item(&b->items[i]);
	b->count = b->weight = 0;
}

void
batch_free(struct batch *b)
{
	struct batch_session *s;

	if (b == NULL)
		return;
	clear_items(b);
	while ((s = b->sessions) != NULL) {
		b->sessions = s->next;
		free_session(s);
	}
	free(b->items);
	free(b);
}

static struct item *
add_item(struct batch_session *s, enum kind kind)
{
	struct batch *b = s->batch;
	size_t cap = b->cap ? b->cap * 2 : 256;
	struct item *grown;

	if (b->count == b->cap) {
		if ((grown = realloc(b->items, cap * sizeof *grown)) == NULL)
			return NULL;
		b->items = grown;
		b->cap = cap;
	}
	b->items[b->count] = (struct item){.kind = kind, .session = s, .order = b->count};
	b->weight += sizeof *grown;
	s->touched = true;
	return &b->items[b->count++];
}

/* Sessions. */

static int
add_unended(struct batch_session *s, const struct command *c, int64_t id)
{
	size_t cap = s->cap ? s->cap * 2 : 16;
	struct unended *grown;

	if (s->count == s->cap) {
		if ((grown = realloc(s->list, cap * sizeof *grown)) == NULL)
			return -ENOMEM;
		s->list = grown;
		s->cap = cap;
	}
	s->list[s->count].c = *c;
	s->list[s->count].c.text = s->list[s->count].c.typed = (struct buffer){0};
	s->list[s->count].c.cwd = s->list[s->count].c.reported = (struct buffer){0};
	s->list[s->count].item = s->batch->count - 1;
	s->list[s->count++].id = id;
	return 0;
}

static int
load_unended(void *context, const struct command *c, int64_t id)
{
	return add_unended(context, c, id);
}

static struct unended *
find_unended(struct batch_session *s, uint64_t seq)
{
	size_t low = 0, high = s->count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (s->list[middle].c.seq < seq)
			low = middle + 1;
		else
			high = middle;
	}
	return low < s->count && s->list[low].c.seq == seq ? &s->list[low] : NULL;
}

static void
remove_unended(struct batch_session *s, struct unended *u)
{
	size_t i = (size_t)(u - s->list);

	memmove(u, u + 1, (s->count - i - 1) * sizeof *u);
	s->count--;
}

static int
by_seq(const void *a, const void *b)
{
	const struct unended *x = a, *y = b;

	return x->c.seq < y->c.seq ? -1 : x->c.seq > y->c.seq;
}

static int
take_known(struct batch_session *s, const struct catalog_recording *known)
{
	int r;

	s->id = known->session;
	s->known = s->commands = known->commands;
	s->keyframe = known->keyframe;
	catalog_tags(&s->tags, s->header->user, s->header->host, s->id);
	if ((r = catalog_open_commands(s->batch->catalog, s->id, load_unended, s)) == 0 && s->count > 1)
		qsort(s->list, s->count, sizeof *s->list, by_seq);
	return r != 0 ? r : buffer_status(&s->tags);
}

int
batch_begin(struct batch *b, const struct header *h, int64_t epoch, const char *format, const char *path,
    const struct catalog_recording *known, struct batch_session **out)
{
	struct batch_session *s = calloc(1, sizeof *s);
	int r = 0;

	*out = NULL;
	if (s == NULL)
		return -ENOMEM;
	s->batch = b;
	s->header = h;
	s->epoch = epoch;
	uuid_format(&h->session, s->uuid);
	if ((s->format = strdup(format)) == NULL || (s->path = strdup(path)) == NULL)
		r = -ENOMEM;
	if (r == 0 && known != NULL)
		r = take_known(s, known);
	if (r != 0) {
		free_session(s);
		return r;
	}
	s->touched = true;
	s->next = b->sessions;
	b->sessions = s;
	*out = s;
	return 0;
}

bool
batch_has_all(const struct batch *b, const char *uuid)
{
	const struct batch_session *s;

	for (s = b->sessions; s != NULL; s = s->next)
		if (s->closing && s->end.done && s->header != NULL && strcmp(s->uuid, uuid) == 0)
			return true;
	return false;
}

int
batch_lies(struct batch *b, const char *uuid, const struct catalog_recording *known, const char *path)
{
	struct batch_session *s;
	int r;

	if (known->session != 0 && (r = catalog_goes_by(b->catalog, known, path)) != 1)
		return r;
	if ((s = calloc(1, sizeof *s)) == NULL || (s->path = strdup(path)) == NULL) {
		free(s);
		return -ENOMEM;
	}
	s->batch = b;
	snprintf(s->uuid, sizeof s->uuid, "%s", uuid);
	s->id = known->session;
	s->known = s->commands = known->commands;
	s->keyframe = known->keyframe;
	s->end = (struct batch_closing){.size = known->size, .changed = known->changed, .done = true};
	s->touched = s->closing = s->released = true;
	s->next = b->sessions;
	b->sessions = s;
	return 0;
}

void
batch_in_place_of(struct batch_session *s, int64_t session)
{
	s->former = session;
}

int
batch_command(struct batch_session *s, struct command *c)
{
	struct item *item;
	int r = 0;

	if (c->seq <= s->known) {
		command_free(c);
		return 0;
	}
	if (c->seq > s->commands)
		s->commands = c->seq;
	if ((item = add_item(s, ITEM_COMMAND)) == NULL) {
		command_free(c);
		return -ENOMEM;
	}
	item->c = *c;
	item->when = s->epoch == COMMAND_UNKNOWN ? 0 : s->epoch + c->at;
	s->batch->weight += c->text.len + c->typed.len + c->cwd.len + c->reported.len;
	/* nothing ends an answer */
	if (c->kind != COMMAND_REPLY)
		r = add_unended(s, c, 0);
	return r;
}

/* The end that this output belongs to comes next, perhaps after a flush. */
int
batch_output(struct batch_session *s, const struct letter_output *output, const char *text, size_t len)
{
	buffer_clear(&s->output);
	buffer_add(&s->output, text, len);
	s->output_seq = output->seq;
	s->dropped = output->dropped;
	return buffer_status(&s->output);
}

int
batch_end(struct batch_session *s, struct command_end *end)
{
	struct unended *u = find_unended(s, end->seq);
	struct item *item;

	if (u == NULL)
		return 0;
	if (u->id == 0)
		item = &s->batch->items[u->item];
	else if ((item = add_item(s, ITEM_END)) != NULL)
		item->c = u->c;
	if (item == NULL)
		return -ENOMEM;
	item->end = *end;
	item->ended = true;
	end->cwd = end->reported = (struct buffer){0};
	item->id = u->id;
	if (s->output.len > 0 && s->output_seq == end->seq) {
		item->data = s->output;
		item->dropped = s->dropped;
		s->output = (struct buffer){0};
		s->batch->weight += item->data.len;
	}
	remove_unended(s, u);
	return 0;
}

int
batch_keyframe(struct batch_session *s, const struct letter_keyframe *k)
{
	struct item *item;

	if (k->event <= s->keyframe)
		return 0;
	if ((item = add_item(s, ITEM_KEYFRAME)) == NULL)
		return -ENOMEM;
	item->keyframe = *k;
	buffer_add(&item->data, k->data, k->len);
	s->keyframe = k->event;
	s->batch->weight += k->len;
	return buffer_status(&item->data);
}

int
batch_mark(struct batch_session *s, uint64_t event, const char *data, size_t len)
{
	struct item *item = add_item(s, ITEM_MARK);

	if (item == NULL)
		return -ENOMEM;
	item->keyframe.event = event;
	buffer_add(&item->data, data, len);
	s->batch->weight += len;
	return buffer_status(&item->data);
}

int
batch_close(struct batch_session *s, const struct batch_closing *end)
{
	s->end = *end;
	s->closing = s->touched = true;
	return 0;
}

void
batch_release(struct batch_session *s)
{
	s->released = true;
}

size_t
batch_weight(const struct batch *b)
{
	return b->weight;
}

/* Adding. */

/* The highest seq that a copy of the recording, which is in this batch too, has added or adds: copies before this one in the list. */
static uint64_t
given_by_copies(const struct batch *b, const struct batch_session *s)
{
	const struct batch_session *other;
	uint64_t most = 0;

	for (other = b->sessions; other != s; other = other->next)
		if (other->touched && !other->erased && other->commands > most && strcmp(other->uuid, s->uuid) == 0)
			most = other->commands;
	return most;
}

/* Another process may have begun with the session since, or a copy of it be in the batch: then what they add is left out here. */
static int
add_session(struct batch *b, struct batch_session *s)
{
	const struct catalog_session session = {s->header, s->format, s->path};
	struct catalog_recording known = {0};
	uint64_t copied;
	int r;

	/* what only lies somewhere too has nothing to add */
	if (!s->touched || s->erased || s->header == NULL)
		return 0;
	if ((r = catalog_find_session(b->catalog, s->uuid, &known)) < 0)
		return r;
	if (r == 1) {
		copied = given_by_copies(b, s);
		s->known = known.commands > s->known ? known.commands : s->known;
		s->known = copied > s->known ? copied : s->known;
		if (s->id != 0)
			return 0;
		s->id = known.session;
	} else if (s->id != 0) {
		s->erased = true;
		return 0;
	} else if ((r = catalog_add_session(b->catalog, &session, &s->id)) != 0) {
		return r;
	}
	buffer_clear(&s->tags);
	catalog_tags(&s->tags, s->header->user, s->header->host, s->id);
	return buffer_string(&s->tags) == NULL ? -ENOMEM : 0;
}

/* Commands by time, for so they stand; ends by the command's id; then keyframes and marks. */
static int
in_order(const void *a, const void *b)
{
	const struct item *x = a, *y = b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->when != y->when)
		return x->when < y->when ? -1 : 1;
	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

static int
add_output(struct batch *b, const struct item *item)
{
	if (item->data.len == 0)
		return 0;
	return catalog_add_output(b->catalog, item->id, item->data.data, item->data.len, item->dropped,
	    buffer_string(&item->session->tags));
}

/* One that somebody else has added meanwhile has its end from there, too. */
static int
add_command(struct batch *b, struct item *item)
{
	struct batch_session *s = item->session;
	struct unended *u;
	int r;

	if (item->c.seq <= s->known)
		return 0;
	r = catalog_add_command(b->catalog, s->id, &item->c, item->ended ? &item->end : NULL, item->when,
	    buffer_string(&s->tags), &item->id);
	if (r == 0 && (u = find_unended(s, item->c.seq)) != NULL)
		u->id = item->id;
	return r == 0 ? add_output(b, item) : r;
}

static int
add_end(struct batch *b, struct item *item)
{
	int r;

	if ((r = add_output(b, item)) != 0)
		return r;
	return catalog_add_completion(b->catalog, item->id, &item->c, &item->end);
}

static int
add_keyframe(struct batch *b, struct item *item)
{
	const struct catalog_keyframe k = {item->session->id, item->keyframe.event, item->keyframe.at, item->keyframe.cols,
	    item->keyframe.rows, item->keyframe.covered, item->data.data, item->data.len};

	return catalog_add_keyframe(b->catalog, &k);
}

static int
add_mark(struct batch *b, struct item *item)
{
	return catalog_add_mark(b->catalog, item->session->id, item->keyframe.event, item->data.data, item->data.len);
}

static int
add_items(struct batch *b)
{
	static int (*const adders[])(struct batch *, struct item *) = {[ITEM_COMMAND] = add_command, [ITEM_END] = add_end,
	    [ITEM_KEYFRAME] = add_keyframe, [ITEM_MARK] = add_mark};
	size_t i;
	int r = 0;

	if (b->count > 1)
		qsort(b->items, b->count, sizeof *b->items, in_order);
	for (i = 0; r == 0 && i < b->count; i++)
		if (!b->items[i].session->erased)
			r = adders[b->items[i].kind](b, &b->items[i]);
	return r;
}

static int
note_session(struct batch *b, struct batch_session *s)
{
	struct catalog_recording recording = {.session = s->id, .commands = s->commands, .keyframe = s->keyframe}, known;
	int r;

	if (!s->touched || s->erased)
		return 0;
	if (s->header == NULL) {
		/* taken out meanwhile, or added with this batch */
		if ((r = catalog_find_session(b->catalog, s->uuid, &known)) != 1)
			return r;
		recording.session = known.session;
	}
	if (s->former != 0 && (r = catalog_leave_place(b->catalog, s->former, s->path)) != 0)
		return r;
	if (s->closing) {
		recording.size = s->end.size;
		recording.changed = s->end.changed;
		recording.done = s->end.done;
	}
	if ((r = catalog_note_recording(b->catalog, &recording, s->path)) == 0 && s->closing && s->end.state != NULL)
		r = catalog_close_session(b->catalog, s->id, s->end.ended, s->end.events, s->commands, s->end.state);
	return r;
}

static int
add_all(struct batch *b)
{
	struct batch_session *s;
	int r = 0;

	for (s = b->sessions; r == 0 && s != NULL; s = s->next)
		r = add_session(b, s);
	if (r == 0)
		r = add_items(b);
	for (s = b->sessions; r == 0 && s != NULL; s = s->next)
		r = note_session(b, s);
	return r;
}

/* Those that somebody else has added: what their end is, he adds too. */
static void
drop_unended(struct batch_session *s)
{
	size_t i, n = 0;

	for (i = 0; i < s->count; i++)
		if (s->list[i].id != 0)
			s->list[n++] = s->list[i];
	s->count = n;
}

static void
let_go(struct batch *b)
{
	struct batch_session **link = &b->sessions, *s;

	clear_items(b);
	while ((s = *link) != NULL) {
		s->touched = s->closing = false;
		s->known = s->commands;
		drop_unended(s);
		if (s->released) {
			*link = s->next;
			free_session(s);
		} else {
			link = &s->next;
		}
	}
}

bool
batch_is_idle(const struct batch *b)
{
	const struct batch_session *s;

	for (s = b->sessions; s != NULL; s = s->next)
		if (s->touched)
			return false;
	return b->count == 0;
}

int
batch_flush(struct batch *b)
{
	int r;

	if (b->failure != 0)
		return b->failure;
	if (batch_is_idle(b)) {
		let_go(b);
		return 0;
	}
	if ((r = catalog_begin(b->catalog)) != 0)
		return b->failure = r;
	if ((r = add_all(b)) == 0)
		r = catalog_commit(b->catalog);
	else
		catalog_rollback(b->catalog);
	if (r != 0)
		return b->failure = r;
	let_go(b);
	return 0;
}
