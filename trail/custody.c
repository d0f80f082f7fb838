/* Who may remove what. */
#include "trail/custody.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "lib/base/clock.h"
#include "lib/base/error.h"
#include "lib/base/json.h"
#include "lib/cast/lease.h"
#include "lib/cast/part.h"
#include "lib/trail/scroll.h"

#define PARTS_MAX 100000
#define WAIT_MS 10000
#define STEP_MS 20

static void
clear_hold(struct custody_hold *h)
{
	free(h->reason);
	free(h->by);
	h->reason = h->by = NULL;
}

/* Room for a session's hold beside its place in the docket. */
static int
widen(struct custody *c)
{
	uint32_t more = c->docket.room, i;
	struct custody_hold *list;

	if (more <= c->room)
		return 0;
	if ((list = reallocarray(c->holds, more, sizeof *list)) == NULL)
		return -ENOMEM;
	for (i = c->room; i < more; i++)
		list[i] = (struct custody_hold){.offset = -1, .told = INT64_MIN};
	c->holds = list;
	c->room = more;
	return 0;
}

static char *
plain_copy(const struct entry_text *t)
{
	struct buffer text = {0};
	char *copy = entry_plain(t, &text) == 0 && buffer_string(&text) != NULL ? strdup(text.data) : NULL;

	buffer_free(&text);
	return copy;
}

static char *
member_copy(const struct entry_text *detail, const char *name)
{
	struct json_document *doc;
	const char *text;
	char *copy = NULL;
	size_t len;

	if (json_parse(detail->data, detail->len, &doc) != 0)
		return strdup("");
	if ((text = json_string(json_get(json_root(doc), name), &len)) != NULL)
		copy = strndup(text, len);
	json_free(doc);
	return copy ? copy : strdup("");
}

static int
take_hold(struct custody_hold *h, const struct entry_view *v)
{
	clear_hold(h);
	if (entry_is(&v->action, "session.released"))
		return 0;
	h->reason = member_copy(&v->detail, "reason");
	h->by = plain_copy(&v->name);
	h->when = v->time;
	return h->reason && h->by ? 0 : -ENOMEM;
}

/* The docket first: it finds the session its place. */
static int
take_entry(void *context, const struct entry_view *v, int64_t offset)
{
	const struct docket_session *known;
	char text[UUID_TEXT_SIZE];
	struct custody *c = context;
	struct custody_hold *h;
	struct uuid id;
	int r;

	c->last = offset;
	if (v->time > c->newest && v->time <= c->now)
		c->newest = v->time;
	if ((r = docket_take(&c->docket, v)) != 0 || (r = widen(c)) != 0)
		return r;
	if (v->erased || v->session.len != UUID_TEXT_SIZE - 1)
		return 0;
	memcpy(text, v->session.data, sizeof text - 1);
	text[sizeof text - 1] = '\0';
	if (uuid_parse(text, &id) != 0 || (known = docket_find(&c->docket, &id)) == NULL)
		return 0;
	h = &c->holds[known - c->docket.sessions];
	if (entry_is(&v->action, "session.started")) {
		h->started = v->index;
		h->offset = offset;
		h->told = c->newest;
	} else if (entry_is(&v->action, "session.ended")) {
		/* one that was recovered ended some time before somebody did that */
		h->told = c->newest;
	} else if (entry_is(&v->action, "session.held") || entry_is(&v->action, "session.released")) {
		return take_hold(h, v);
	}
	return 0;
}

int
custody_open(const char *store, struct custody *c)
{
	struct audit_request q = {.each = take_entry, .context = c};
	int r;

	memset(c, 0, sizeof *c);
	c->last = -1;
	c->now = clock_realtime_ms();
	c->newest = INT64_MIN;
	if (asprintf(&c->folder, "%s/trail", store) < 0) {
		c->folder = NULL;
		return -ENOMEM;
	}
	q.folder = c->folder;
	r = audit_trail(&q, &c->audit);
	docket_stand(&c->docket);
	c->there = r == 0;
	return r == ERR_NOTFOUND ? 0 : r;
}

void
custody_release(struct custody *c)
{
	uint32_t i;

	for (i = 0; i < c->room; i++)
		clear_hold(&c->holds[i]);
	free(c->holds);
	audit_release(&c->audit);
	docket_release(&c->docket);
	free(c->folder);
	memset(c, 0, sizeof *c);
}

static int
read_on(struct custody *c, struct scroll *scroll)
{
	struct scroll_line line;
	struct entry_view v;
	int r;

	if (c->last >= 0) {
		scroll_seek(scroll, c->last);
		if ((r = scroll_next(scroll, &line)) != 1)
			return r < 0 ? r : ERR_TRUNCATED; /* it was there before */
	}
	while ((r = scroll_next(scroll, &line)) == 1)
		if ((r = entry_parse(line.data, line.len, &v)) != 0 || (r = take_entry(c, &v, line.offset)) != 0)
			return r;
	return r;
}

int
custody_catch_up(struct custody *c)
{
	struct scroll *scroll;
	char path[4096];
	int fd, r;

	snprintf(path, sizeof path, "%s/log.jsonl", c->folder);
	if ((fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)) < 0)
		return errno == ENOENT && c->last < 0 ? 0 : -errno;
	if ((r = scroll_new(fd, &scroll)) == 0)
		r = read_on(c, scroll);
	scroll_free(scroll);
	close(fd);
	return r;
}

const struct docket_session *
custody_find(const struct custody *c, const struct uuid *id)
{
	return docket_find(&c->docket, id);
}

const struct custody_hold *
custody_hold(const struct custody *c, const struct docket_session *s)
{
	return &c->holds[s - c->docket.sessions];
}

void
custody_date(const struct custody *c, struct estate *e)
{
	const struct docket_session *s;
	struct estate_item *item;
	uint32_t i;

	for (i = 0; i < e->count; i++) {
		item = &e->items[i];
		/* what was imported is as old as it says: the trail has when it came */
		if ((s = custody_find(c, &item->id)) != NULL && !s->imported && custody_hold(c, s)->told > item->since)
			item->since = custody_hold(c, s)->told;
	}
	estate_sort(e);
}

bool
custody_is_begun(const struct custody *c, const struct docket_session *s)
{
	/* to erase what it began with is a removal's last step */
	return s->pruned && custody_hold(c, s)->offset >= 0;
}

/* Leases. */

static int
take_one(const char *path, int *out)
{
	int r = lease_open(path, O_NOFOLLOW, out);

	return r == -ENOENT ? ERR_NOTFOUND : r;
}

static int
add_part(struct custody_lease *l, char *path, int fd)
{
	char **paths = reallocarray(l->paths, l->count + 1, sizeof *paths);
	int *fds = reallocarray(l->fds, l->count + 1, sizeof *fds);

	l->paths = paths ? paths : l->paths;
	l->fds = fds ? fds : l->fds;
	if (paths == NULL || fds == NULL)
		return -ENOMEM;
	l->paths[l->count] = path;
	l->fds[l->count++] = fd;
	return 0;
}

int
custody_take(const char *path, struct custody_lease *l)
{
	char *part;
	int fd, r = 0;

	memset(l, 0, sizeof *l);
	while (r == 0 && l->count < PARTS_MAX) {
		if ((part = part_path(path, l->count)) == NULL) {
			r = -ENOMEM;
		} else if ((r = take_one(part, &fd)) != 0) {
			free(part);
		} else if ((r = add_part(l, part, fd)) != 0) {
			free(part);
			close(fd);
		}
	}
	if (r == ERR_NOTFOUND && l->count > 0)
		return 0;
	custody_let_go(l);
	return r ? r : ERR_LIMIT;
}

int
custody_wait(const char *path, struct custody_lease *lease, bool *live)
{
	const struct timespec step = {.tv_nsec = STEP_MS * 1000000};
	struct estate_item item;
	int waited, r;

	*live = false;
	for (waited = 0; (r = custody_take(path, lease)) == ERR_BUSY && waited < WAIT_MS; waited += STEP_MS) {
		if (estate_describe(path, &item) == 0 && item.state == ESTATE_LIVE)
			*live = true;
		estate_release_item(&item);
		if (*live)
			return 0;
		nanosleep(&step, NULL);
	}
	return r;
}

void
custody_let_go(struct custody_lease *l)
{
	uint32_t i;

	for (i = 0; i < l->count; i++) {
		close(l->fds[i]);
		free(l->paths[i]);
	}
	free(l->fds);
	free(l->paths);
	memset(l, 0, sizeof *l);
}
